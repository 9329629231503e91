import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedWhole, countValues, lastAtMost, lastBelow, mergeCounted } from './counted.ts';
import { highWords, indexSorted, placeOf } from './sorted-index.ts';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -5, max: 70_000 }),
  fc.constantFrom(0, -0, 1e100, 1e-300, 5e-324, 0.25),
);
const numbers = fc.array(number, { maxLength: 200 });

/** A multiset by a Map. */
function reference(values: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => a - b);
}

describe('multisets', () => {
  it('count any numbers, however they are cut in two', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const merged = mergeCounted(
          countValues(Float64Array.from(a), a.length),
          countValues(Float64Array.from(b), b.length),
        );
        expect([...merged.values].map((value, i) => [value, merged.counts[i]])).toEqual(reference([...a, ...b]));
      }),
    );
    expect(countedWhole(Float64Array.of(2, 0, 1))).toEqual({
      values: Float64Array.of(0, 2),
      counts: Float64Array.of(2, 1),
    });
  });

  it('find any number where halving finds it', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 200 }), number, (values, other) => {
        const ascending = countValues(Float64Array.from(values), values.length).values;
        const index = indexSorted(ascending);
        const words = highWords(ascending);
        ascending.forEach((value, place) => {
          expect(placeOf(index, value, words[2 * place + 1])).toBe(place);
        });
        expect(lastAtMost(ascending, other)).toBe(ascending.findLastIndex((value) => value <= other));
        expect(lastBelow(ascending, other)).toBe(ascending.findLastIndex((value) => value < other));
      }),
    );
  });
});
