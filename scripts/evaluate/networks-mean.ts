import type { Random } from '../../src/core/math/random.ts';

/** A mean with the 95 % interval of a bootstrap. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;

/** Mean of one value per network; the interval resamples networks. NaN without values, and no width with one. */
export function overNetworks(random: Random, values: readonly number[]): Interval {
  return resampled(random, values, mean);
}

/** A statistic of values per network; the interval resamples networks. */
export function resampled<T>(
  random: Random,
  values: readonly T[],
  statistic: (values: readonly T[]) => number,
): Interval {
  const drawn = Array.from({ length: RESAMPLES }, () => statistic(values.map(() => random.pick(values)))).toSorted(
    (a, b) => a - b,
  );
  const [low, high] = [0.025, 0.975].map((share) => drawn[Math.floor(share * RESAMPLES)]);
  return { mean: statistic(values), low, high };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Lists of the values of each key, in the order of first occurrence. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}

/** Mean over groups of the mean of each group's values: a large group counts no more than a small one. */
export function meanOfMeans<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
  measure: (value: T) => number,
): number {
  return mean([...grouped(values, keyOf).values()].map((group) => mean(group.map(measure))));
}
