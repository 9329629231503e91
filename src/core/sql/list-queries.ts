import type { Dialect } from './dialect.ts';
import { SCORE, SCORES } from './scored-flows.ts';
import type { ScoringModel } from './scoring-model.ts';

/** Share of the flows above the threshold when the model has none. */
const SHARE = 0.1;
/** Relative rounding of an engine. In real logs, scores that differ by 1e-10 lie on both sides of the threshold. */
const ROUNDING = 1e-13;

/**
 * The number of flows, the threshold, and the number of flows above it by more than the rounding of an engine: flows that
 * share the threshold's score are not above it.
 */
export function countQuery({ threshold }: ScoringModel, { double, quantile }: Dialect): string {
  const limit =
    threshold === null
      ? `SELECT ${quantile(SCORE, 1 - SHARE)} AS threshold FROM ${SCORES}`
      : `SELECT ${double(threshold)} AS threshold`;
  return `SELECT count(*) AS flows, max(limits.threshold) AS threshold,
  sum(CASE WHEN scores.${SCORE} > limits.threshold * ${double(1 + ROUNDING)} THEN 1 ELSE 0 END) AS anomalies,
  min(scores.${SCORE}) AS lowest, max(scores.${SCORE}) AS highest
FROM ${SCORES} AS scores
CROSS JOIN (${limit}) AS limits`;
}

/** The flows with the highest scores, with these columns. Equal scores are ordered by the first of them. */
export function topQuery(top: number, columns: readonly string[], { name }: Dialect): string {
  const shown = columns.map(name);
  return `SELECT ${[SCORE, ...shown].join(', ')}
FROM ${SCORES}
ORDER BY ${[`${SCORE} DESC`, ...shown.slice(0, 1)].join(', ')}
LIMIT ${top}`;
}
