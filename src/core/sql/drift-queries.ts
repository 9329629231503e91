import { memberOf } from '../baseline/baseline.ts';
import { CHANGED, OTHER } from '../baseline/verdict.ts';
import type { Dialect } from './dialect.ts';
import { SCORES, scaledValue, valueColumn } from './scored-flows.ts';
import { isOnLogScale, type ScoringModel } from './scoring-model.ts';

/** Texts that stand for an unset value. */
const UNSET = ['', '-', '(empty)', 'nan'];

/** The share of flows with a feature outside the model's box, and the verdict that follows from it alone. */
export function driftQuery({ baseline }: ScoringModel, { double }: Dialect): string {
  const { names } = baseline.model;
  const isOut = names.map((_, f) => isOutside(baseline, f, double)).join('\n      OR ');
  return `SELECT flows, outside,
  CASE WHEN outside >= ${double(OTHER)} THEN 'Another network'
    WHEN outside >= ${double(CHANGED)} THEN 'Changed'
    ELSE 'No difference seen' END AS verdict
FROM (
  SELECT count(*) AS flows, ${double(1)} * sum(CASE WHEN ${isOut}
      THEN 1 ELSE 0 END) / nullif(count(*), 0) AS outside
  FROM ${SCORES}
) AS drift`;
}

/**
 * Per feature: its side of the box, the share of flows outside, the share of unset values, the number of texts that are no
 * number, and the typical value of a flow in the model and in the scored flows.
 */
export function featureDriftQuery({ baseline }: ScoringModel, dialect: Dialect): string {
  const { double, rows } = dialect;
  const { detector, model, box } = baseline;
  const isLog = isOnLogScale(baseline);
  const typical = memberOf(detector)
    .detector.describe(model)
    .features.map((feature) => feature.typical);
  const counts = model.names.flatMap((feature, f) =>
    countsOf(feature, isOutside(baseline, f, double), isLog, dialect, f),
  );
  const pick = (column: string) =>
    `CASE box.place ${model.names.map((_, f) => `WHEN ${double(f)} THEN counts.${column}_${f}`).join(' ')} END`;
  const usualHere = `${pick('sum')} / counts.flows`;
  return `SELECT box.feature, box.low, box.high,
  ${double(1)} * ${pick('outside')} / counts.flows AS outside,
  ${double(1)} * ${pick('unset')} / counts.flows AS unset,
  ${pick('unreadable')} AS unreadable,
  box.usual,
  ${isLog ? `exp(${usualHere}) - 1` : usualHere} AS usual_here
FROM (
  SELECT nullif(count(*), 0) AS flows,
${counts.join(',\n')}
  FROM ${SCORES} AS flows
) AS counts
CROSS JOIN ${rows(
    'box',
    columns,
    model.names.map((feature, f) => [f, feature, box[f].low, box[f].high, typical[f]]),
  )}
ORDER BY box.place`;
}

const columns = [
  { name: 'place', type: 'double' },
  { name: 'feature', type: 'text' },
  { name: 'low', type: 'double' },
  { name: 'high', type: 'double' },
  { name: 'usual', type: 'double' },
] as const;

function isOutside({ model, box }: ScoringModel['baseline'], f: number, double: Dialect['double']): string {
  const value = valueColumn(model.names[f]);
  return `${value} < ${double(box[f].low)} OR ${value} > ${double(box[f].high)}`;
}

function countsOf(feature: string, isOut: string, isLog: boolean, dialect: Dialect, f: number): string[] {
  const { name, number, asText, text } = dialect;
  const column = `flows.${name(feature)}`;
  const marks = UNSET.map(text).join(', ');
  const isUnset = `${number(column)} IS NULL AND coalesce(lower(${asText(column)}), '') IN (${marks})`;
  const isUnreadable = `${number(column)} IS NULL AND coalesce(lower(${asText(column)}), '') NOT IN (${marks})`;
  const count = (condition: string) => `sum(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  return [
    `    ${count(isOut)} AS outside_${f}`,
    `    ${count(isUnset)} AS unset_${f}`,
    `    ${count(isUnreadable)} AS unreadable_${f}`,
    `    sum(${scaledValue(valueColumn(feature), isLog, dialect)}) AS sum_${f}`,
  ];
}
