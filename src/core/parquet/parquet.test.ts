import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { columnValues, quiet, readText } from '../../testing/read-text.ts';
import { makeZip } from '../../testing/zip-file.ts';
import { detectors } from '../detect/index.ts';
import type { Table } from '../table/table.ts';

const folder = new URL('../../testing/fixtures/', import.meta.url);
const fixtures = readdirSync(new URL('parquet/', folder)).filter((name) => name.endsWith('.parquet'));
const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(`parquet/${name}`, folder)));

/** Columns but those that no row has a value in, which JSON leaves out. */
function valuesOf(table: Table): Record<string, unknown> {
  const values = [...table.columns.keys()].map((name) => [name, columnValues(table, name)] as const);
  return Object.fromEntries(values.filter(([, column]) => column.some((value) => value !== null)).toSorted());
}

async function scoresOf(table: Table): Promise<readonly number[]> {
  return [...(await detectors[0].detect(table, quiet, {})).scores];
}

describe('Parquet', () => {
  it.each(fixtures)('gives the table and the scores of the same rows in TSV: %s', async (name) => {
    const expected = await readText(readFileSync(new URL('labelled.log', folder)));
    for (const bytes of [bytesOf(name), makeZip([{ path: name, bytes: bytesOf(name), isDeflated: true }])]) {
      const { table, files, texts } = await readText(bytes, name);
      expect(valuesOf(table)).toEqual(valuesOf(expected.table));
      expect(files[0]).toMatchObject({ format: 'Parquet', skipped: 0, problem: null });
      expect(await scoresOf(table)).toEqual(await scoresOf(expected.table));
      const line = new TextDecoder().decode(await texts[0].read(0, texts[0].size)).split('\n')[0];
      expect(JSON.parse(line)).toMatchObject({ proto: 'udp', orig_bytes: 588 });
    }
  });

  it('gives the table of the same rows in TSV, whatever the values are', async () => {
    const count = fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 53n - 1n }).map(Number), fc.constant(null));
    const duration = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constant(null));
    const row = fc.record({
      ts: fc.integer({ min: 0, max: 2e15 }),
      duration,
      orig_bytes: count,
      history: fc.oneof(fc.stringMatching(/^[A-Za-zé"\\]{1,8}$/), fc.constant(null)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        async (rows, group) => {
          const seconds = (micros: number) => `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
          const cell = (value: unknown) => (value === null ? '-' : String(value).replaceAll('\\', '\\\\'));
          const expected = await readText(
            connLog(
              rows.map(({ ts, ...rest }) => ({
                ts: seconds(ts),
                ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, cell(value)])),
              })),
            ),
          );
          const texts = rows.map((_, i) => `C${i + 1}`);
          const all = (value: unknown) => rows.map(() => value);
          const int = (name: string, data: unknown[]) => ({
            name,
            data: data.map((v) => (v === null ? null : BigInt(v as number))),
            type: 'INT64' as const,
          });
          const file = parquetWriteBuffer({
            columnData: [
              { name: 'uid', data: texts, type: 'STRING' },
              { name: 'duration', data: rows.map((one) => one.duration), type: 'DOUBLE' },
              int(
                'orig_bytes',
                rows.map((one) => one.orig_bytes),
              ),
              { name: 'history', data: rows.map((one) => one.history), type: 'STRING' },
              { name: 'id.orig_h', data: all('10.0.0.1'), type: 'STRING' },
              { name: 'id.resp_h', data: all('192.0.2.1'), type: 'STRING' },
              ...Object.entries({
                'id.resp_p': 443,
                resp_bytes: 4000,
                orig_ip_bytes: 1024,
                resp_pkts: 9,
                resp_ip_bytes: 4480,
              }).map(([name, value]) => int(name, all(value))),
              { name: 'ts', data: rows.map(({ ts }) => Number(seconds(ts))), type: 'DOUBLE' },
            ],
            rowGroupSize: group,
          });
          const { table } = await readText(new Uint8Array(file), 'a.parquet');
          for (const name of ['ts', 'duration', 'orig_bytes', 'history', 'resp_ip_bytes'])
            if (table.columns.has(name)) expect(columnValues(table, name)).toEqual(columnValues(expected.table, name));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads it in gzip too, and says what is wrong with a damaged or an encrypted one', async () => {
    const [name] = fixtures;
    const bytes = bytesOf(name);
    expect((await readText(gzipSync(bytes))).table.rows).toBe(75);
    const why = async (file: Uint8Array) => (await readText(file).catch((error) => error)).detail?.why;
    expect(await why(bytes.subarray(0, bytes.length >> 1))).toBe('damaged');
    const broken = bytes.slice();
    broken.fill(0xff, 4, 400);
    expect(await why(broken)).toBe('damaged');
    const encrypted = bytes.slice();
    encrypted.set(Buffer.from('PARE'), 0);
    encrypted.set(Buffer.from('PARE'), encrypted.length - 4);
    expect(await why(encrypted)).toBe('encrypted');
  });
});
