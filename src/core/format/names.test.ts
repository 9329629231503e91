import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, toCsv, toJson } from '../../testing/forms.ts';
import { readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import type { Table } from '../table/table.ts';
import { meaningOf, otherNames } from './names.ts';

const log = smallLog(6);
const { fields } = cut(log);
const table = Object.entries(otherNames).flatMap(([field, names]) => names.map((name) => [name, field] as const));

/** The log with other names for its fields. */
function renamed(names: ReadonlyMap<string, string>): { csv: string; json: string; tsv: string } {
  const nameOf = (field: string) => names.get(field) ?? field;
  const header = (text: string, separator: string) =>
    text.replace(/^.*/, (line) => line.split(separator).map(nameOf).join(separator));
  return {
    csv: header(toCsv(log), ','),
    tsv: log.replace(/^#fields.*$/m, (line) => line.split('\t').map(nameOf).join('\t')),
    json: toJson(log, (record) =>
      Object.fromEntries(Object.entries(record).map(([field, value]) => [nameOf(field), value])),
    ).join('\n'),
  };
}

/** Columns that hold anything: JSON has no others. */
function valued(of: Table): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tableValues(of)).filter(([, values]) => values.some((each) => each !== null)),
  );
}

describe('names of fields', () => {
  it.each(table)('%s is %s', (name, field) => {
    expect(meaningOf(name, 'zeek').field).toBe(field);
  });

  it('do not matter: a log under any of them has the same table, in CSV, JSON and TSV', async () => {
    const expected = valued((await readText(log)).table);
    const endings = fc.constantFrom('', '', '_s', '_d', '_t', '_b', '_g', '_s [UTC]', '_t [UTC]', ' [UTC]', '.keyword');
    const nameOf = (field: string) =>
      fc
        .tuple(fc.constantFrom(field, ...(otherNames[field] ?? [])), endings)
        .map(([name, ending]) => [field, `${name}${ending}`] as const);
    await fc.assert(
      fc.asyncProperty(fc.tuple(...fields.map(nameOf)), async (names) => {
        for (const text of Object.values(renamed(new Map(names)))) {
          const { table: found, files } = await readText(text);
          expect(files[0]).toMatchObject({ flows: 6, skipped: 0, context: 0 });
          expect(valued(found)).toEqual(expected);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('are taken in their order where a log has several, and the others stay', async () => {
    const csv = toCsv(log)
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line, row) => (row === 0 ? `TimeGenerated,src_ip,${line}` : `2001-01-01T00:00:00Z,9.9.9.9,${line}`))
      .join('\n');
    const { table: found } = await readText(csv);
    const { TimeGenerated, src_ip, ...rest } = tableValues(found);
    expect(rest).toEqual(tableValues((await readText(log)).table));
    expect([TimeGenerated[0], src_ip[0]]).toEqual(['2001-01-01T00:00:00Z', '9.9.9.9']);
  });
});
