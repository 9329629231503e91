import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upperQuantile } from '../math/quantile.ts';
import { Ranking, rankedRows, ranksOf } from './ranking.ts';

const score = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: 1, max: 1.05, noNaN: true }),
  fc.constantFrom(0, -0, 1, 1, 2, -1, 5e-324, 1e308),
);
/** Enough rows that not all of them are ranked at once, of few or many different scores. */
const scores = fc.oneof(
  fc.array(score, { minLength: 1, maxLength: 50 }).map((values) => Float64Array.from(values)),
  fc
    .tuple(fc.array(score, { minLength: 1, maxLength: 50 }), fc.integer({ min: 1500, max: 4000 }), fc.boolean())
    .map(([values, n, isSpread]) =>
      Float64Array.from({ length: n }, (_, i) => values[(i * 7919) % values.length] + (isSpread ? i / 1000 : 0)),
    ),
);

/** The slow way: sorted by comparison. */
function rank(values: Float64Array): number[] {
  return [...values.keys()].sort((a, b) => values[b] - values[a] || a - b);
}

describe('a ranking', () => {
  it('is the order by comparison, however much of it is asked for', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const expected = rank(values);
        const ranking = new Ranking(values);
        const few = Math.floor(share * values.length);
        expect([...ranking.first(Math.min(few, 20))]).toEqual(expected.slice(0, Math.min(few, 20)));
        expect(ranking.highest + 0).toBe(values[expected[0]] + 0);
        expect(ranking.lowest + 0).toBe(values[expected[values.length - 1]] + 0);
        expect(ranking.rankOf(expected[Math.min(few, values.length - 1)])).toBe(Math.min(few, values.length - 1) + 1);
        expect([...new Ranking(values).marks(few).keys()].filter((row) => ranking.marks(few)[row] === 1)).toEqual(
          expected.slice(0, few).sort((a, b) => a - b),
        );
        expect([...ranking.first(few)]).toEqual(expected.slice(0, few));
        expect([...ranking.all]).toEqual(expected);
        expect(ranksOf(ranking.all)[expected[0]]).toBe(1);
      }),
    );
  });

  it('finds thresholds and counts as the order does', () => {
    fc.assert(
      fc.property(
        scores,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(score, { maxLength: 9 }),
        (values, share, more) => {
          const ranked = rank(values);
          const n = values.length;
          const threshold = new Ranking(values).quantile(share);
          expect(threshold).toBe(upperQuantile(n, (i) => values[ranked[n - 1 - i]] + 0, share));
          const edges = [...more, threshold, values[0]].toSorted((a, b) => a - b);
          const expected = edges.map((edge) => values.filter((value) => value >= edge).length);
          expect(new Ranking(values).countAtLeast(edges)).toEqual(expected);
          expect(rankedRows(values, new Ranking(values).all).countAtLeast(edges)).toEqual(expected);
          for (const edge of edges) {
            const above = values.filter((value) => value > edge).length;
            expect(new Ranking(values).countAbove(edge)).toBe(above);
            expect(new Ranking(values).countFrom(edge)).toBe(values.filter((value) => value >= edge).length);
            const marks = new Uint8Array(n);
            for (const row of ranked.slice(0, above)) marks[row] = 1;
            expect(new Ranking(values).marks(above)).toEqual(marks);
            expect(rankedRows(values, new Ranking(values).all).countAbove(edge)).toBe(above);
          }
        },
      ),
    );
  });
});
