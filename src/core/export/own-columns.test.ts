import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiet, readText } from '../../testing/read-text.ts';
import { addedColumns } from '../schema/conn.ts';
import { exportFlows } from './export-flows.ts';
import { exportFormats } from './index.ts';

const needed =
  'ts,uid,id.orig_h,id.orig_p,id.resp_h,id.resp_p,proto,duration,orig_bytes,resp_bytes,orig_ip_bytes,resp_pkts,resp_ip_bytes'.split(
    ',',
  );
const flow = ['1.5', 'C1', '10.0.0.1', '1', '10.0.0.2', '80', 'tcp', '0.5', '1', '2', '3', '4', '5'];

async function exported(log: string, id: string): Promise<string> {
  const { table, texts } = await readText(log);
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const scores = Float64Array.from(rows, () => 9.25);
  const source = { table, texts, files: ['conn.log'], rows, ranks: rows.map((row) => row + 1), scores, threshold: 8 };
  const format = exportFormats.find((candidate) => candidate.id === id);
  if (format === undefined) throw new Error(id);
  return (await exportFlows(source, format, quiet)).text();
}

describe('a log with columns of its own', () => {
  // Names as Oddflow's own columns, names that come again, and names with what divides files.
  const name = fc.oneof(
    fc.constantFrom(
      ...addedColumns,
      'note',
      'uid',
      'service',
      'a\tb',
      'a,b',
      'a"b',
      'a;b',
      "=a'b",
      'a\\x09b',
      'a\u202eb',
    ),
    fc.string({ unit: fc.constantFrom(...'ab_.,;"\t\\= '), minLength: 1, maxLength: 4 }).map((middle) => `x${middle}x`),
  );
  const columns = fc.array(name, { minLength: 1, maxLength: 6 });

  it.each(exportFormats.map(({ id }) => id))(
    '%s has the cell of each, under names that are all different, and reads back',
    async (id) => {
      await fc.assert(
        fc.asyncProperty(columns, async (names) => {
          const cells = names.map((_, place) => `own-${place}`);
          const lines = [
            '#separator \\x7c',
            '#unset_field|-',
            '#path|conn',
            `#fields|${[...needed, ...names].join('|')}`,
            [...flow, ...cells].join('|'),
          ];
          const out = await exported(`${lines.join('\n')}\n`, id);
          for (const cell of cells) expect(out.split(cell).length, cell).toBe(2);
          const again = await readText(out);
          expect([again.table.rows, again.files[0].skipped]).toEqual([1, 0]);
          const object = JSON.parse(await exported(out, 'ndjson'));
          expect(Object.values(object)).toEqual(expect.arrayContaining(cells));
          expect(object).toMatchObject({ rank: 1, row: 0, file: 'conn.log', score: 9.25, anomaly: true });
        }),
        { numRuns: 40 },
      );
    },
  );
});
