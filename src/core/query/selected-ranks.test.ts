import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Bitmap } from '../selection/bitmap.ts';
import { SelectedRanks } from './selected-ranks.ts';

it('any selection, asked for in any steps at once: the rows are those of all ranks that are selected', async () => {
  const scenario = fc.record({
    rows: fc.constantFrom(1, 31, 1000, 65_536, 140_000),
    every: fc.constantFrom(1, 2, 7, 60_000),
    shift: fc.nat({ max: 6 }),
    counts: fc.array(fc.nat({ max: 150_000 }), { minLength: 1, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ rows, every, shift, counts }) => {
      const ranked = Uint32Array.from({ length: rows }, (_, rank) =>
        rank % 2 === 0 ? rows - 1 - rank / 2 : rank >> 1,
      );
      const selected = new Bitmap(rows);
      for (let row = shift; row < rows; row += every) selected.add(row);
      const expected = ranked.filter((row) => selected.has(row));
      const ranks = new SelectedRanks(selected, ranked);
      expect(ranks.length).toBe(expected.length);
      const found = await Promise.all(counts.map((count) => ranks.first(count, async () => {})));
      for (const [at, count] of counts.entries()) {
        const wanted = expected.subarray(0, count);
        expect(found[at].length).toBe(wanted.length);
        // `toEqual` of a hundred thousand numbers takes a second.
        expect(found[at].findIndex((row, rank) => row !== wanted[rank])).toBe(-1);
      }
    }),
  );
});
