import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSorted, countValues, lastAtMost, lastBelow } from './counted.ts';

import { sortNumbers } from './sort-numbers.ts';
import { highWords, indexSorted, inValueOrder, placeOf } from './sorted-index.ts';

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

const pause = async () => {};

/** Whole numbers below 100 are counted, only others are sorted. */
async function counted(values: readonly number[]) {
  const tally = new Float64Array(100);
  const isSmall = (value: number) => Number.isInteger(value) && value >= 0 && value < 100;
  for (const value of values) if (isSmall(value)) tally[value]++;
  const others = Float64Array.from(values.filter((value) => !isSmall(value)));
  return countSorted(await sortNumbers(others, pause), tally, pause);
}

describe('sortNumbers', () => {
  it('agrees with the built-in sort for any numbers', async () => {
    const values = fc.oneof(numbers, fc.array(fc.double({ min: 1, max: 1.0001, noNaN: true }), { maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(values, async (some) => {
        const positive = Float64Array.from(some, (value) => value + 0);
        expect(await sortNumbers(positive, pause)).toEqual(positive.toSorted());
      }),
    );
  });

  it.each([1e-9, 1, 1e9])('sorts many numbers that lie within %d of each other', async (width) => {
    const values = Float64Array.from({ length: 150_000 }, (_, i) => 2 + (((i * 7919) % 150_001) / 150_001) * width);
    expect(await sortNumbers(values, pause)).toEqual(values.toSorted());
  });
});

describe('multisets', () => {
  it('count any numbers', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        const { values: distinct, counts } = await counted(values);
        expect([...distinct].map((value, i) => [value, counts[i]])).toEqual(reference(values));
        const sorted = countValues(Float64Array.from(values), values.length);
        expect(sorted).toEqual({ values: distinct, counts });
      }),
    );
  });

  it('find any number where halving finds it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 200 }), number, async (values, other) => {
        const ascending = countValues(Float64Array.from(values), values.length).values;
        const index = await indexSorted(ascending, pause);
        const words = highWords(ascending);
        ascending.forEach((value, place) => {
          expect(placeOf(index, value, words[2 * place + 1])).toBe(place);
        });
        expect(lastAtMost(ascending, other)).toBe(ascending.findLastIndex((value) => value <= other));
        expect(lastBelow(ascending, other)).toBe(ascending.findLastIndex((value) => value < other));
      }),
    );
  });

  it('put any rows in the order of their values, every row once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: 0.5, max: 1e9, noNaN: true }), { minLength: 1 }), async (values) => {
        const column = Float64Array.from([...values, -1, ...values]);
        const index = await indexSorted(countValues(column.slice(), column.length).values, pause);
        const rows = Uint32Array.from(column.keys()).filter((row) => row !== 1);
        const out = new Uint32Array(rows.length);
        inValueOrder(index, column, rows, rows.length, out);
        expect(out.toSorted()).toEqual(rows);
        const found = [...out].map((row) => column[row]).filter((value) => value > 0); // others are among the first
        found.forEach((value, i) => {
          // Near values may change places.
          if (i > 0) expect(found[i - 1] - value).toBeLessThanOrEqual(Math.abs(value) / 8);
        });
      }),
    );
  });
});
