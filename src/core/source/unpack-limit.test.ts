import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet } from '../../testing/read-text.ts';
import { makeTar } from '../../testing/tar-file.ts';
import { makeZip } from '../../testing/zip-file.ts';
import { makeZstd } from '../../testing/zstd-file.ts';
import { readLogs } from '../read-logs.ts';
import { UnpackLimit } from './unpack-limit.ts';

const MB = 1 << 20;
/** Zeros, as blocks that each say "128 kB of the same". */
const log = connLog('1.5 10.0.0.1\n2.5 10.0.0.2');
const large = Buffer.concat([log, new Uint8Array(600 * MB)]);
const zeros = zstdOf(large);
const read = (files: Readonly<Record<string, Uint8Array>>) =>
  readLogs(
    Object.entries(files).map(([path, bytes]) => ({ path, blob: new Blob([bytes as BlobPart]) })),
    quiet,
  );

/** In frames of a megabyte, since their windows are as large. */
function zstdOf(bytes: Uint8Array): Uint8Array {
  const frames = Array.from({ length: Math.ceil(bytes.length / MB) }, (_, i) => ({
    text: bytes.subarray(MB * i, MB * (i + 1)),
    isChecked: false,
  }));
  return makeZstd(frames, 128 << 10);
}

describe('the limit of what is unpacked', () => {
  it('counts what goes beyond 40 times the stored bytes, of all files together', () => {
    const limit = new UnpackLimit();
    const honest = limit.meter('a.gz');
    for (let mb = 1; mb < 5000; mb += 100) honest(mb * MB, 39 * mb * MB);
    const repeated = limit.meter('b.gz');
    repeated(MB, 500 * MB);
    repeated(2 * MB, 580 * MB);
    const next = limit.meter('c.gz');
    expect(() => next(0, 11 * MB)).not.toThrow();
    expect(() => next(MB, 80 * MB)).toThrow('unpacks-too-large');
    const off = new UnpackLimit(true).meter('a.gz');
    expect(() => off(1, 5000 * MB)).not.toThrow();
  });

  it('goes by the bytes that were dropped where something was unpacked twice', () => {
    const inner = new UnpackLimit().meter('a.gz', 1 / 40);
    expect(() => inner(20 * MB, 500 * MB)).not.toThrow();
    expect(() => inner(20 * MB, 600 * MB)).toThrow('unpacks-too-large');
  });

  it('stops at many files, unless all are wanted', () => {
    const count = (limit: UnpackLimit, files: number) => {
      for (let i = 0; i < files; i++) limit.countFile('a.zip');
    };
    expect(() => count(new UnpackLimit(), 50_000)).not.toThrow();
    expect(() => count(new UnpackLimit(), 50_001)).toThrow('too-many-files');
    expect(() => count(new UnpackLimit(true), 50_001)).not.toThrow();
  });

  it.each([
    ['zstd', zeros],
    ['a zip of it', makeZip([{ path: 'zeros.zst', bytes: zeros }])],
    ['zstd in gzip in gzip', gzipSync(gzipSync(zeros))],
    ['a tar in zstd', zstdOf(makeTar([{ path: 'a', bytes: large }]))],
  ])(
    'ends the reading of a small file that becomes a large one, and of no other: %s',
    async (_what, bytes) => {
      const { table, files } = await read({ 'conn.log': log, x: bytes, 'conn.1.log': log });
      expect(table.rows).toBeGreaterThanOrEqual(4);
      expect(files.filter(({ problem }) => problem !== null).map(({ problem }) => problem?.code)).toEqual([
        'unpacks-too-large',
      ]);
    },
    90_000,
  );

  it('lets a gzip file of equal rows through, and stops one without rows', async () => {
    const text = new TextDecoder().decode(log);
    const [row] = text.split('\n').filter((line) => line.startsWith('2.5'));
    const limit = new UnpackLimit();
    expect(() => limit.meter('a')(MB, 600 * MB)).toThrow();
    const rows = gzipSync(`${text}${`${row}\n`.repeat(20_000)}`);
    expect((await read({ 'conn.log.gz': rows })).table.rows).toBe(20_002);
    const none = gzipSync(Buffer.alloc(60 * MB));
    const empty = Buffer.concat([gzipSync(log), ...Array.from({ length: 10 }, () => none)]);
    const { table, files } = await read({ 'conn.log.gz': empty });
    expect(table.rows).toBe(2);
    expect(files[0].problem?.code).toBe('unpacks-too-large');
  }, 90_000);
});
