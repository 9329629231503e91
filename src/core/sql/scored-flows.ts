import type { Dialect } from './dialect.ts';
import { scoreFormula } from './score-formula.ts';
import { isOnLogScale, type ScoringModel } from './scoring-model.ts';

/** The view with the scores: every column of the flows, features as `x_`, standardised values as `z_`, and `SCORE`. */
export const SCORES = 'oddflow_scores';
export const SCORE = 'oddflow_score';

/** Larger values count as this, as in every detector. */
const MOST = 1e100;

/** A feature's column in `SCORES`: its value, unset as 0. */
export function valueColumn(feature: string): string {
  return `x_${feature.replaceAll(/\W/g, '_')}`;
}

/** Its standardised value. */
function standardColumn(feature: string): string {
  return `z_${feature.replaceAll(/\W/g, '_')}`;
}

/** A feature on the scale of the model: its value, or the logarithm of 1 + value, with negative values as 0. */
export function scaledValue(value: string, isLog: boolean, { log1p, double }: Dialect): string {
  return isLog ? `CASE WHEN ${value} > 0 THEN ${log1p(value)} ELSE ${double(0)} END` : value;
}

/** The scored rows of `source`, an item of FROM named `flows` that has a column per feature under its Zeek name. */
export function scoredFlows({ baseline }: ScoringModel, dialect: Dialect, source: string): string {
  const { names, mean, scale, kept } = baseline.model;
  const { name, number, double, once } = dialect;
  const isLog = isOnLogScale(baseline);
  const limit = (value: string) => `greatest(${double(-MOST)}, least(${double(MOST)}, ${value}))`;
  const values = names.map((feature) => {
    const value = limit(`coalesce(${number(`flows.${name(feature)}`)}, ${double(0)})`);
    return `      ${value} AS ${valueColumn(feature)}`;
  });
  const standards = kept.map((feature) => {
    const value = scaledValue(valueColumn(names[feature]), isLog, dialect);
    return `    (${value} - ${double(mean[feature])}) / ${double(scale[feature])} AS ${standardColumn(names[feature])}`;
  });
  return `SELECT standard.*,
    ${scoreFormula(baseline, (feature) => standardColumn(names[feature]), dialect)} AS ${SCORE}
FROM (
  SELECT vals.*,
${standards.join(',\n')}
  FROM (
    SELECT flows.*,
${values.join(',\n')}
    FROM ${source}${once}
  ) AS vals${once}
) AS standard`;
}
