/**
 * What a database returns of a table of flows, so that a model can be fitted without the flows. Plain data, of the size
 * of the feature set. All values are on the scale that the detector scores: the feature itself or ln(1 + value).
 */
export interface Moments extends Sums {
  /** Id of the detector for which the script was written. Detectors of the same features and scale can use it too. */
  readonly detector: string;
  readonly scale: Scale;
  /** Name of the SQL dialect and of the table. */
  readonly dialect: string;
  readonly table: string;
  readonly features: readonly string[];
  readonly rows: number;
  /** Smallest and largest `ts` (epoch seconds), null if no row has one. */
  readonly span: readonly [number, number] | null;
  /** What the script subtracted from each feature before it added up products: nearly the mean. */
  readonly shift: readonly number[];
  /** Per feature, the values at the four ranks that the 0.1 and 99.9 % quantiles lie between, in the log's unit. */
  readonly ranked: readonly (readonly [number, number, number, number])[];
  /** The result of the second script, null if it was not run. */
  readonly projections: Projections | null;
}

/** The feature itself, or ln(1 + value). */
export type Scale = 'none' | 'log';

/** Sums over rows of numbers x, each less its shift. */
export interface Sums {
  /** Per number, the sum. */
  readonly sums: readonly number[];
  /** Sums of products of pairs (i, j) with i <= j: row by row of the upper triangle. */
  readonly products: readonly number[];
  /** Per number, the smallest and the largest value. In `Moments` these are without the shift. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Sums of projections w_k = sum over j of weights[k][j] * (x_j - center[j]). They nearly have the variance 1 and are
 * nearly uncorrelated, so their products do not cancel.
 */
export interface Projections extends Sums {
  readonly rows: number;
  readonly center: readonly number[];
  /** One row per component, one number per feature. 0 for a feature that is constant. */
  readonly weights: readonly (readonly number[])[];
}

/** The place of the pair (i, j) with i <= j in `products` of d numbers. */
export function pairAt(d: number, i: number, j: number): number {
  return i * d - (i * (i - 1)) / 2 + (j - i);
}
