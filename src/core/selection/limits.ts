/** A limit of a range: a number, a percentile of the field, or a multiple of the threshold. */
export type Limit = number | Percentile | Multiple;

/**
 * A percentile of a field in this log, such as `p99` or `p99.9`: the value that 99 % of the field's values do not
 * exceed. `bind` replaces percentiles by numbers.
 */
export type Percentile = `p${number}`;

/**
 * A score as a multiple of the model's threshold, such as `3×`. It follows the threshold of the shown detector at the
 * wanted fraction of anomalies, as the axis of scores does. `inScores` replaces multiples by numbers.
 */
export type Multiple = `${number}×`;

/** Whether a limit is a percentile. */
export function isPercentile(limit: Limit): limit is Percentile {
  return typeof limit === 'string' && limit.startsWith('p');
}

/** Whether a limit is a multiple of the threshold. */
export function isMultiple(limit: Limit): limit is Multiple {
  return typeof limit === 'string' && limit.endsWith('×');
}

/** The number of a multiple: 3 for `3×`. */
export function timesOf(multiple: Multiple): number {
  return Number(multiple.slice(0, -1));
}

/** A limit in one spelling: equal limits have equal texts. */
export function normalLimit(limit: Limit): Limit {
  if (isPercentile(limit)) return `p${Number(limit.slice(1))}`;
  // Turns -0 into 0: the two are equal but print differently.
  if (isMultiple(limit)) return `${timesOf(limit) + 0}×`;
  return limit + 0;
}
