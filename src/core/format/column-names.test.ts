import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, toCsv } from '../../testing/forms.ts';
import { quiet, readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import { exportFlows } from '../export/export-flows.ts';
import { exportFormats } from '../export/index.ts';
import { addedColumns } from '../schema/conn.ts';
import { columnsOf } from './column-names.ts';

const log = smallLog(3);
const { fields, rows } = cut(log);

/** The log with more columns; their cells say which column they are of. */
function withColumns(names: readonly string[], form: string): string {
  const header = [...fields, ...names];
  const lines = rows.map((cells, row) => [...cells, ...names.map((_, c) => `cell${c} ${row}`)]);
  if (form === 'TSV')
    return `#separator \\x09\n#path\tconn\n#fields\t${header.join('\t')}\n${lines.map((cells) => cells.join('\t')).join('\n')}\n`;
  if (form === 'CSV')
    return [header, ...lines]
      .map((cells) => cells.map((cell) => (/[,"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
      .join('\n');
  return lines
    .map((cells) => `{${cells.map((cell, c) => `${JSON.stringify(header[c])}:${JSON.stringify(cell)}`).join()}}`)
    .join('\n');
}

/** Columns that hold anything: JSON has no others. */
function valued(values: Record<string, unknown[]>): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(values).filter(([, each]) => each.some((value) => value !== null)));
}

async function exported(text: string, id: string): Promise<string> {
  const { table, texts } = await readText(text);
  const order = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const ranks = order.map((row) => row + 1);
  const source = {
    table,
    texts,
    files: ['conn.log'],
    rows: order,
    ranks,
    scores: new Float64Array(table.rows),
    threshold: 1,
  };
  const format = exportFormats.find((candidate) => candidate.id === id);
  if (format === undefined) throw new Error(id);
  return (await exportFlows(source, format, quiet)).text();
}

describe('names of columns', () => {
  it('are all different, whatever the header has', () => {
    const name = fc.constantFrom(
      'service',
      'service_2',
      'src_ip',
      'id.orig_h',
      'src',
      '',
      'a\tb',
      'a\\x09b',
      'log.score',
      ...addedColumns,
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const found = columnsOf(names, 'zeek').map(({ field }) => field);
        expect(new Set(found).size).toBe(names.length);
        for (const field of found) expect(field).toMatch(/^[^\t\n]+$/);
      }),
    );
  });

  it.each(['TSV', 'CSV', 'JSON'])(
    'keep the columns that a %s log calls as columns of results, also in exports',
    async (form) => {
      const text = withColumns(['score', 'file', 'rank', 'row', 'anomaly'], form);
      const { table } = await readText(text);
      for (const [c, name] of ['score', 'file', 'rank', 'row', 'anomaly'].entries()) {
        expect(table.columns.has(name)).toBe(false);
        expect(tableValues(table)[`log.${name}`]).toEqual(rows.map((_, row) => `cell${c} ${row}`));
      }
      for (const { id } of exportFormats) {
        const again = await readText(await exported(text, id));
        expect(tableValues(again.table)['log.score']).toEqual(['cell0 0', 'cell0 1', 'cell0 2']);
        expect([...again.table.columns.keys()].filter((name) => name.includes('rank'))).toContain('log.rank');
      }
    },
  );

  it.each(['TSV', 'CSV'])('give a repeated name in %s a number, and its own cells everywhere', async (form) => {
    const text = withColumns(['service', 'note', 'note'], form);
    const { table } = await readText(text);
    const values = tableValues(table);
    expect(values.service).toEqual(tableValues((await readText(log)).table).service);
    expect([values.service_2[1], values.note[1], values.note_2[1]]).toEqual(['cell0 1', 'cell1 1', 'cell2 1']);
    for (const { id } of exportFormats)
      expect(tableValues((await readText(await exported(text, id))).table)).toMatchObject(valued(values));
  });

  it('without control characters, so that an export can be read', async () => {
    const text = withColumns(['a\tb', 'c\nd'], 'JSON');
    const values = tableValues((await readText(text)).table);
    expect(values['a\\x09b']).toEqual(rows.map((_, row) => `cell0 ${row}`));
    for (const { id } of exportFormats)
      expect(tableValues((await readText(await exported(text, id))).table)).toMatchObject(valued(values));
    const comma = log
      .replaceAll('\t', ';')
      .replace('x09', 'x3b')
      .replace(/^(#fields.*)$/m, '$1\t');
    expect((await readText(comma)).table.rows).toBe(3);
    expect((await readText(await exported(comma, 'zeek-tsv'))).table.rows).toBe(3);
  });

  it('of an earlier export are left out, which begins with all of them', async () => {
    for (const { id } of exportFormats) {
      const once = await exported(log, id);
      expect(Object.keys(tableValues((await readText(once)).table)).filter((name) => name.startsWith('log.'))).toEqual(
        [],
      );
      expect(await exported(once, id)).toBe(once);
    }
  });

  it('of the second of two CSVs are those of its own header', async () => {
    const csv = toCsv(log).trimEnd().split('\r\n');
    const columns = fields.map((_, f) => f);
    const expected = tableValues((await readText(csv.join('\n'))).table);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(columns, { minLength: columns.length }),
        fc.constantFrom('', '\ufeff'),
        async (order, mark) => {
          const other = csv.map((line) => order.map((f) => line.split(',')[f]).join(','));
          const { table, files } = await readText(`${csv.join('\n')}\n${mark}${other.join('\n')}`);
          expect(files[0]).toMatchObject({ flows: 6, skipped: 0 });
          for (const [name, values] of Object.entries(tableValues(table)))
            expect(values).toEqual([...expected[name], ...expected[name]]);
        },
      ),
      { numRuns: 12 },
    );
  });
});
