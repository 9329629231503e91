import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiet, readText, tableValues } from '../../testing/read-text.ts';
import { decodeCell } from '../format/escapes.ts';
import { exportFlows } from './export-flows.ts';
import { exportFormats } from './index.ts';

/**
 * Text of any kind, with what cannot be seen, what divides files, and what begins formulas more often than by chance.
 */
const unseen = [
  ...'\u0000\u0007\t\n\r\u001b\u007f\u0085\u009f\u00ad\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029',
  ...'\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0f\u{e0041}',
];
const unit = fc.oneof(
  fc.constantFrom(...unseen),
  fc.constantFrom(...'=+-@＝＋－＠\'",;#|\\x2d(ab \u00a0\u3000é😀'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const text = fc.oneof(fc.string({ unit, maxLength: 12 }), fc.constantFrom('(empty)', '-', '\\x2d', '\\', '\\x'));
const isUnseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const own = [
  'ts',
  'uid',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
];

/** Flows as Zeek's JSON has them; the note comes first, where a `#` would begin a comment. */
function jsonLog(notes: readonly string[], name: string): string {
  return notes
    .map((note, i) => {
      const values = [1.5 + i, `C${i}`, '10.0.0.1', 1024, '10.0.0.2', 80, 'tcp', 0.5, 10, 20, 30, 1, 40];
      return JSON.stringify({ [name]: note, ...Object.fromEntries(own.map((field, at) => [field, values[at]])) });
    })
    .join('\n');
}

async function exported(log: string, id: string, file: string): Promise<string> {
  const { table, texts } = await readText(log);
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const scores = Float64Array.from(rows, (row) => 1000.25 - row);
  const source = { table, texts, files: [file], rows, ranks: rows.map((row) => row + 1), scores, threshold: 998 };
  const format = exportFormats.find((candidate) => candidate.id === id);
  if (format === undefined) throw new Error(id);
  return (await exportFlows(source, format, quiet)).text();
}

async function textsOf(log: string, name: string): Promise<unknown[]> {
  const { table } = await readText(log);
  const decoded = (value: unknown) => (typeof value === 'string' ? decodeCell(new TextEncoder().encode(value)) : value);
  return (tableValues(table)[name] ?? []).map(decoded);
}

/** The cells of a CSV without the quotes of RFC 4180. */
function csvCells(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^,\r\n]*)/g)].map(([, cell]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

describe('an export of any text', () => {
  const logs = fc.record({
    notes: fc.array(text, { minLength: 1, maxLength: 24 }),
    name: fc.string({ unit, minLength: 1, maxLength: 6 }).map((name) => `n${name}n`),
    file: text,
  });

  it.each(exportFormats.map(({ id }) => id))(
    '%s shows every character, and reads back to the same text',
    async (id) => {
      await fc.assert(
        fc.asyncProperty(logs, async ({ notes, name, file }) => {
          const log = jsonLog(notes, name);
          const out = await exported(log, id, file);
          const shown = id === 'zeek-tsv' ? out.replaceAll('\t', '') : out;
          expect(shown.replace(/\r?\n/g, '')).not.toMatch(isUnseen);
          const before = await readText(log);
          const after = await readText(out);
          expect(after.files[0].skipped).toBe(0);
          expect(after.table.rows).toBe(before.table.rows);
          expect(await textsOf(out, name)).toEqual(await textsOf(log, name));
        }),
        { numRuns: 40 },
      );
    },
  );

  it('CSV has no cell that a spreadsheet takes for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async ({ notes, name, file }) => {
        const formulas = csvCells(await exported(jsonLog(notes, name), 'csv', file)).filter((cell) =>
          /^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]/u.test(cell),
        );
        expect(formulas.filter((cell) => cell !== '-')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a log with marks of its own', () => {
  it.each(exportFormats.map(({ id }) => id))('%s has the same sets and empty texts under Zeek’s marks', async (id) => {
    const names = [...own, 'note', 'tags'];
    const types = 'time,string,addr,port,addr,port,enum,interval,count,count,count,count,count,string,set[string]';
    const flow = '1.5|C1|10.0.0.1|1|10.0.0.2|80|tcp|0.5|1|2|3|4|5';
    const lines = ['EMPTY|a;b', '(empty)|a,b;c', '-|EMPTY', 'NONE|(empty)', 'x|EMPTY;-'].map((end) => `${flow}|${end}`);
    const log = [
      '#separator \\x7c',
      '#set_separator|;',
      '#empty_field|EMPTY',
      '#unset_field|NONE',
      '#path|conn',
      `#fields|${names.join('|')}`,
      `#types|${types.replaceAll(',', '|')}`,
      ...lines,
    ].join('\n');
    const out = await exported(log, 'ndjson', 'conn.log');
    const objects = (again: string) =>
      again
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(objects(out).map(({ note, tags }) => [note, tags])).toEqual([
      ['', ['a', 'b']],
      ['(empty)', ['a,b', 'c']],
      ['-', []],
      [undefined, ['(empty)']],
      ['x', ['EMPTY', '-']],
    ]);
    const again = await exported(await exported(log, id, 'conn.log'), 'ndjson', 'conn.log');
    expect(objects(again).map(({ note }) => note)).toEqual(['', '(empty)', '-', undefined, 'x']);
  });
});
