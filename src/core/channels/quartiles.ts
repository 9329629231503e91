import { quantile } from '../math/quantile.ts';

/** Quantile of ascending numbers, interpolated linearly: see `quantile`. NaN for no numbers. */
export function quantileOf(ascending: Float64Array, share: number): number {
  return ascending.length === 0 ? Number.NaN : quantile(ascending.length, (i) => ascending[i], share);
}

/**
 * Median absolute deviation (MAD) of ascending numbers from `median`. O(n), without sorting the deviations. NaN for no
 * numbers.
 */
export function medianDeviation(ascending: Float64Array, median: number): number {
  const n = ascending.length;
  if (n === 0) return Number.NaN;
  let right = 0;
  for (let high = n; right < high; ) {
    const middle = (right + high) >>> 1;
    if (ascending[middle] < median) right = middle + 1;
    else high = middle;
  }
  let left = right - 1;
  let [before, distance] = [0, 0];
  // Takes the smallest deviations first, from both sides, up to the middle ones.
  for (let taken = 0; taken <= n >>> 1; taken++) {
    before = distance;
    const below = left >= 0 ? median - ascending[left] : Infinity;
    const above = right < n ? ascending[right] - median : Infinity;
    if (below < above) left--;
    else right++;
    distance = Math.min(below, above);
  }
  return n % 2 === 1 ? distance : (before + distance) / 2;
}
