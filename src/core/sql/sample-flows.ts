import type { FeatureSource } from '../features/feature-source.ts';
import type { ScoredFlow } from './scoring-model.ts';

/** Evenly spaced rows beside the chosen ones. */
const SPACED = 8;

/**
 * Flows for a self-test: those with the highest and the lowest score, with the largest, the smallest, an unset and a zero value
 * of each feature, and some evenly spaced ones. At most 2 + 4 per feature + 8. One pass over the features.
 */
export function sampleFlows(features: FeatureSource, scores: Float64Array): readonly ScoredFlow[] {
  const rows = new Set<number>([extreme(scores, 1), extreme(scores, -1)]);
  features.names.forEach((_, f) => {
    for (const row of rowsOfFeature(features, f)) rows.add(row);
  });
  for (let i = 0; i < SPACED; i++) rows.add(Math.floor((i * features.rows) / SPACED));
  return [...rows]
    .toSorted((a, b) => a - b)
    .map((row) => ({
      values: features.names.map((_, f) => (features.isUnset(row, f) ? null : features.at(row, f))),
      score: scores[row],
    }));
}

function extreme(values: Float64Array, sign: number): number {
  let best = 0;
  for (let row = 1; row < values.length; row++) if (sign * values[row] > sign * values[best]) best = row;
  return best;
}

/** The first rows with the largest, the smallest, a zero and an unset value. */
function rowsOfFeature(features: FeatureSource, f: number): number[] {
  let [most, least] = [0, 0];
  let [zero, unset] = [-1, -1];
  for (let row = 0; row < features.rows; row++) {
    const value = features.at(row, f);
    if (value > features.at(most, f)) most = row;
    if (value < features.at(least, f)) least = row;
    if (value !== 0 || (zero >= 0 && unset >= 0)) continue;
    const isUnset = features.isUnset(row, f);
    if (isUnset && unset < 0) unset = row;
    if (!isUnset && zero < 0) zero = row;
  }
  return [most, least, zero, unset].filter((row) => row >= 0);
}
