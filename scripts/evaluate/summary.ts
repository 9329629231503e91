import type { Random } from '../../src/core/math/random.ts';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;

/** Mean of the groups' means with the 95 % interval of a bootstrap that resamples whole groups (seeds). */
export function bootstrap(random: Random, groups: readonly (readonly number[])[]): Interval {
  const means = groups.map(mean);
  const drawn = Array.from({ length: RESAMPLES }, () => mean(means.map(() => random.pick(means)))).toSorted(
    (a, b) => a - b,
  );
  return { mean: mean(means), low: drawn[Math.floor(0.025 * RESAMPLES)], high: drawn[Math.floor(0.975 * RESAMPLES)] };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
