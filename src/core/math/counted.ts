import { type Pause, withPauses } from './stretches.ts';

/** A multiset of numbers: the distinct values, ascending, and the count of each. */
export interface Counted {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** The multiset of the first `count` values. Sorts them in place. About 80 ns per value. NaN is not allowed. */
export function countValues(values: Float64Array, count: number): Counted {
  const sorted = values.subarray(0, count).sort();
  const distinct = new Float64Array(count);
  const counts = new Float64Array(count);
  let last = -1;
  for (let i = 0; i < count; i++) {
    const value = sorted[i];
    if (last < 0 || value !== distinct[last]) distinct[++last] = value + 0; // turns -0 into 0
    counts[last]++;
  }
  return { values: distinct.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

/**
 * Merges ascending numbers with counted integers (`tally[i]` is the count of integer i). No value is in both. About 5
 * ns per value.
 */
export async function countSorted(sorted: Float64Array, tally: Float64Array, pause: Pause): Promise<Counted> {
  const distinct = await countDistinct(sorted, tally, pause);
  const values = new Float64Array(distinct);
  const counts = new Float64Array(distinct);
  let whole = nextCounted(tally, 0);
  let last = -1;
  const takeWhole = () => {
    values[++last] = whole;
    counts[last] = tally[whole];
    whole = nextCounted(tally, whole + 1);
  };
  await withPauses(sorted.length, pause, (from, to) => {
    for (let i = from; i < to; i++) {
      const value = sorted[i];
      while (whole < value) takeWhole();
      if (last < 0 || value !== values[last]) values[++last] = value;
      counts[last]++;
    }
  });
  while (whole < Infinity) takeWhole();
  return { values, counts };
}

async function countDistinct(sorted: Float64Array, tally: Float64Array, pause: Pause): Promise<number> {
  let distinct = 0;
  for (let whole = 0; whole < tally.length; whole++) if (tally[whole] > 0) distinct++;
  await withPauses(sorted.length, pause, (from, to) => {
    for (let i = from; i < to; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  });
  return distinct;
}

/** The first integer from `whole` on that occurs, Infinity if there is none. */
function nextCounted(tally: Float64Array, whole: number): number {
  let next = whole;
  while (next < tally.length && tally[next] === 0) next++;
  return next < tally.length ? next : Infinity;
}

/** Index of the last of the ascending numbers below `value`, -1 if there is none. O(log n). */
export function lastBelow(ascending: Float64Array, value: number): number {
  let low = -1;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value) low = middle;
    else high = middle;
  }
  return low;
}

/** Index of the last of the ascending numbers that is at most `value`, -1 if there is none. O(log n). */
export function lastAtMost(ascending: Float64Array, value: number): number {
  let low = -1;
  let high = ascending.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}
