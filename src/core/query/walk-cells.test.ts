import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formsOf } from '../../testing/forms.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { neverAborted } from '../control.ts';
import type { ReadLogs } from '../read-logs.ts';
import { makeSample } from '../sample/sample.ts';
import type { Text } from '../source/text.ts';
import { type FieldKernel, fieldKernel } from './field-kernel.ts';
import { type RawLine, readRawLines } from './raw-lines.ts';
import { readTextKeys } from './text-order.ts';
import { walkCells } from './walk-cells.ts';

const decoder = new TextDecoder();

/** A field's cells by row, as walked; a row that is met twice spoils it. */
async function walked({ table, texts }: ReadLogs, field: string, kernel: FieldKernel | null): Promise<string[]> {
  const cells = new Array<string>(table.rows).fill('');
  const signal = quiet.signal;
  await walkCells(
    table,
    texts,
    field,
    kernel,
    signal,
    () => {},
    (first, count, bytes, places) => {
      for (let i = 0; i < count; i++)
        cells[first + i] += decoder.decode(bytes.subarray(places[2 * i], places[2 * i + 1]));
    },
  );
  return cells;
}

/** The same, each record cut by itself. */
async function cut({ table, texts }: ReadLogs, field: string): Promise<string[]> {
  const cells = new Array<string>(table.rows).fill('');
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const keep = (place: number, { bytes, start, end, section: { layout } }: RawLine) => {
    const index = layout.fields.indexOf(field);
    if (index < 0) return;
    const record = layout.records.cut(bytes, start, end, layout);
    const to = record.starts[index + 1] - layout.separator.length;
    cells[place] = decoder.decode(record.bytes.subarray(record.starts[index], to));
  };
  await readRawLines(table, texts, rows, keep, neverAborted);
  return cells;
}

async function expectSame(logs: ReadLogs, field: string): Promise<string[]> {
  const cells = await cut(logs, field);
  expect(await walked(logs, field, null)).toEqual(cells);
  expect(await walked(logs, field, fieldKernel())).toEqual(cells);
  const { table, texts } = logs;
  const keys = (kernel: FieldKernel | null) => readTextKeys(table, texts, field, kernel, quiet.signal, () => {});
  expect(await keys(fieldKernel())).toEqual(await keys(null));
  return cells;
}

/** A text that comes in small blocks. */
function inBlocks(text: Text, size: number): Text {
  return {
    ...text,
    async *blocks(from, to) {
      for (let at = from; at < to; at += size) yield await text.read(at, Math.min(to, at + size));
    },
  };
}

const required = 'duration orig_bytes resp_bytes orig_ip_bytes resp_pkts resp_ip_bytes id.resp_p'.split(' ');
const headerOf = (fields: readonly string[]) =>
  `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${fields.join('\t')}\n`;

describe('the cells of a field that was left in the files', () => {
  it('are there with the kernel and without', () => {
    expect(fieldKernel()).not.toBeNull();
  });

  /** Without the labels, which are more than Zeek's own conn.log has. */
  const sample = decoder
    .decode(makeSample())
    .split('\n')
    .slice(0, 308)
    .map((line) => (/^#(?!fields|types)/.test(line) ? line : line.split('\t').slice(0, -2).join('\t')))
    .concat('')
    .join('\n');
  it.each(formsOf(sample).map(({ name, bytes }) => [name, bytes] as const))('are the same: %s', async (_, bytes) => {
    const logs = await readText(bytes);
    for (const field of ['uid', 'tunnel_parents', 'history']) await expectSame(logs, field);
  });

  it('are the same whatever stands in them, wherever a block ends', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', '-', '--', 'C', 'CAAAAAAA', 'CAAAAAAAA', 'é'),
      fc.stringMatching(/^[A-Za-z0-9 ,#-]{0,40}$/),
    );
    const row = fc.record({ before: cell, uid: cell, after: cell });
    const rows = fc.array(row, { minLength: 1, maxLength: 30 });
    const place = fc.constantFrom(0, 4, 8);
    const hash = [{ before: '', uid: '#', after: '' }];
    const hashAfterUnset = [{ before: '', uid: '', after: '#' }];
    await fc.assert(
      fc.asyncProperty(rows, place, fc.boolean(), fc.integer({ min: 1, max: 300 }), async (all, at, isCrlf, size) => {
        const skipped = at === 0 ? 1 : 0;
        // A line that begins with # is a comment. Zeek writes a cell with a leading # as \x23.
        const uidOf = ({ uid }: (typeof all)[number]) => (at === 0 ? uid.replace(/^#/, '\\x23') : uid);
        const lineOf = (row: (typeof all)[number]) =>
          required
            .map((_, i) => String(i))
            .toSpliced(at, 0, ...[row.before, uidOf(row), row.after].slice(skipped))
            .join('\t');
        const fields = required.toSpliced(at, 0, ...['community_id', 'uid', 'tunnel_parents'].slice(skipped));
        const eol = isCrlf ? '\r\n' : '\n';
        const logs = await readText(`${headerOf(fields).replaceAll('\n', eol)}${all.map(lineOf).join(eol)}`);
        const texts = logs.texts.map((text) => inBlocks(text, size));
        expect(await expectSame({ ...logs, texts }, 'uid')).toEqual(all.map(uidOf));
      }),
      {
        numRuns: 60,
        examples: [
          [hash, 0, false, 1],
          [hashAfterUnset, 0, false, 1],
        ],
      },
    );
  });

  it('are the same in a file that is read in parts, and of lines too long for the kernel', async () => {
    const filler = 'x'.repeat(900);
    const lineOf = (row: number) => {
      const extra = row % 5000 < 1100 ? filler : '';
      return `${required.join('').length}\t1\t2\t3\t4\t5\t80\tC${row * 7919}\t${filler}${extra}`;
    };
    const lines = Array.from({ length: 32_000 }, (_, row) => lineOf(row));
    const logs = await readText(`${headerOf([...required, 'uid', 'note'])}${lines.join('\n')}`);
    expect(logs.texts[0].size).toBeGreaterThan(32 << 20);
    const cells = lines.map((_, row) => `C${row * 7919}`);
    expect(await walked(logs, 'uid', fieldKernel())).toEqual(cells);
    expect(await walked(logs, 'uid', null)).toEqual(cells);
  });
});
