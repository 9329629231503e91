import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { columnValues, quiet, readText } from '../../testing/read-text.ts';
import { Bitmap } from '../selection/bitmap.ts';
import type { Column } from '../table/table.ts';
import { countValues, topValues } from './facets.ts';
import { restOf } from './picked.ts';
import { pairsWithout } from './value-counts.ts';

const fields = ['service', 'id.orig_h', 'id.resp_p', 'orig_bytes', 'duration', 'ts'] as const;
/** Counts around those that `NarrowCounts` keeps in two bytes, and numbers of which every row has another. */
const flow = fc.record({
  service: fc.constantFrom('dns', 'http', '-'),
  'id.orig_h': fc.integer({ min: 1, max: 200 }).map((last) => `10.0.0.${last}`),
  'id.resp_p': fc.constantFrom('0', '53', '65533', '65534', '65535', '-'),
  orig_bytes: fc.oneof(fc.constantFrom('0', '65534', '65536', '4294967295', '5000000000', '-'), fc.nat().map(String)),
  duration: fc.constantFrom('-', '0', '0.25', '65534', '1e-7'),
});

function bitmapOf(marks: readonly boolean[]): Bitmap {
  const rows = new Bitmap(marks.length);
  for (const [row, isIn] of marks.entries()) if (isIn) rows.add(row);
  return rows;
}

/** The plain way: every cell as text, counted in a map. */
function slowly(cells: readonly (number | string | null)[], isIn: readonly boolean[], isAbove: readonly boolean[]) {
  const counts = new Map<string, [flows: number, above: number]>();
  for (const [row, cell] of cells.entries()) {
    if (!isIn[row]) continue;
    const [flows, above] = counts.get(String(cell ?? '')) ?? [0, 0];
    counts.set(String(cell ?? ''), [flows + 1, above + Number(isAbove[row])]);
  }
  return counts;
}

it('any rows: values are counted as a slow count has them, directly and as all rows without the others', async () => {
  const marks = fc.array(fc.boolean(), { minLength: 700, maxLength: 700 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(flow, { minLength: 1, maxLength: 700 }),
      marks,
      marks,
      fc.constantFrom('', '5', 'HT'),
      async (flows, chosen, marked, search) => {
        const { table } = await readText(connLog(flows));
        const [isIn, isAbove] = [chosen.slice(0, flows.length), marked.slice(0, flows.length)];
        const columns = fields.map((field) => table.columns.get(field) as Column);
        const picked = { selected: bitmapOf(isIn), above: bitmapOf(isAbove) };
        const direct = await countValues(columns, picked, quiet.signal);
        const rest = await countValues(columns, restOf(picked), quiet.signal);
        const whole = { selected: bitmapOf(isIn.map(() => true)), above: picked.above };
        const all = await countValues(columns, whole, quiet.signal);
        for (const [at, field] of fields.entries()) {
          const expected = [...slowly(columnValues(table, field), isIn, isAbove)]
            .filter(([value]) => value.toLowerCase().includes(search.toLowerCase()))
            .toSorted(([, [a]], [, [b]]) => b - a);
          const one = topValues(direct[at], direct[at].pairs, search, 1000);
          const other = topValues(all[at], pairsWithout(all[at], rest[at]), search, 1000);
          expect(other).toEqual(one);
          expect(one.distinct).toBe(expected.length);
          expect(new Map(one.values.map((found) => [found.value, [found.flows, found.above]]))).toEqual(
            new Map(expected),
          );
          const top = topValues(direct[at], direct[at].pairs, search, 3);
          expect(top.values).toEqual(one.values.slice(0, 3));
          expect(one.values.map((found) => found.flows)).toEqual(expected.map(([, [count]]) => count));
        }
      },
    ),
    { numRuns: 40 },
  );
});
