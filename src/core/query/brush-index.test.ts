import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Bitmap } from '../selection/bitmap.ts';
import type { BinCodes } from './bin-codes.ts';
import { buildBrushIndex, countInBrush } from './brush-index.ts';

const never = new AbortController().signal;
const row = fc.record({
  x: fc.nat(5), // 5 is outside all steps
  y: fc.nat(3),
  a: fc.nat(4), // 4 is in no bin
  b: fc.nat(2),
  isSelected: fc.boolean(),
  isAbove: fc.boolean(),
});
// Uses several groups of 65,536 rows; most of them are empty.
const rows = fc.array(row, { minLength: 1, maxLength: 80 });
const range = (steps: number) =>
  fc.tuple(fc.nat(steps), fc.nat(steps)).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

it('counts the rows inside a brush as a slow count does, over one and two dimensions', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      range(5),
      range(3),
      fc.boolean(),
      fc.constantFrom(1, 1000),
      async (list, along, up, isFlat, gap) => {
        const total = (list.length - 1) * gap + 1;
        const [selected, above] = [new Bitmap(total), new Bitmap(total)];
        const codesOf = (bins: number, of: 'x' | 'y' | 'a' | 'b'): BinCodes => {
          const codes = new Uint16Array(total).fill(bins);
          list.forEach((one, at) => {
            codes[at * gap] = one[of];
          });
          return { codes, bins };
        };
        list.forEach(({ isSelected, isAbove }, at) => {
          if (isSelected) selected.add(at * gap);
          if (isAbove) above.add(at * gap);
        });
        const dimensions = [codesOf(5, 'x'), ...(isFlat ? [] : [codesOf(3, 'y')])];
        const charts = [codesOf(4, 'a'), codesOf(2, 'b')];
        const index = await buildBrushIndex(dimensions, charts, { selected, above }, never);
        const found = countInBrush(index, isFlat ? [along] : [along, up]);
        const isIn = (value: number, [from, to]: readonly [number, number]) => value >= from && value < to;
        const inside = list.filter(
          ({ x, y, isSelected }) => isSelected && x < 5 && isIn(x, along) && (isFlat || isIn(y, up)),
        );
        expect([found.flows, found.anomalies]).toEqual([inside.length, inside.filter(({ isAbove }) => isAbove).length]);
        for (const [chart, of] of (['a', 'b'] as const).entries()) {
          const counts = (some: typeof inside) =>
            Array.from({ length: charts[chart].bins }, (_, bin) => some.filter((one) => one[of] === bin).length);
          expect([...found.charts[chart].flows]).toEqual(counts(inside));
          expect([...found.charts[chart].anomalies]).toEqual(counts(inside.filter(({ isAbove }) => isAbove)));
        }
      },
    ),
  );
});
