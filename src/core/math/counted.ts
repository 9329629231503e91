import { type Pause, withPauses } from './stretches.ts';

/** A multiset of numbers: the distinct ones, ascending, and how often each occurs. */
export interface Counted {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

/** The multiset of the first `count` values, which are sorted in place. About 80 ns a value. NaN must not occur. */
export function countValues(values: Float64Array, count: number): Counted {
  const sorted = values.subarray(0, count).sort();
  const distinct = new Float64Array(count);
  const counts = new Float64Array(count);
  let last = -1;
  for (let i = 0; i < count; i++) {
    const value = sorted[i];
    if (last < 0 || value !== distinct[last]) distinct[++last] = value + 0; // minus zero is zero
    counts[last]++;
  }
  return { values: distinct.slice(0, last + 1), counts: counts.slice(0, last + 1) };
}

/**
 * The multiset of numbers in ascending order and of whole numbers, each as often as `tally` says at its place; no number is in
 * both. About 5 ns a number.
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

/** The first whole number from `whole` on that occurs; infinite when there is none. */
function nextCounted(tally: Float64Array, whole: number): number {
  let next = whole;
  while (next < tally.length && tally[next] === 0) next++;
  return next < tally.length ? next : Infinity;
}

/** Place of the last of the ascending numbers that is less than `value`, -1 when there is none. O(log n). */
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

/** Place of the last of the ascending numbers that is at most `value`, -1 when there is none. O(log n). */
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
