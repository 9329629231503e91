import type { FamilyMember } from '../detect/pca-family.ts';
import type { Dialect } from '../sql/dialect.ts';
import { FLOWS } from '../sql/flow-source.ts';
import { scaledValue } from '../sql/scored-flows.ts';

/** The view that the sums are taken of: one row per flow. */
export const VALUES = 'oddflow_values';
/** Its column with the start of a flow. */
export const START = 'start';
/** Larger values count as this, as in every detector. */
const MOST = 1e100;

/** Names of its columns by the index of the feature: the raw value, and the value on the detector's scale. */
export const rawColumn = (f: number) => `raw_${f}`;
export const scaledColumn = (f: number) => `x_${f}`;

/** Statements that create the view `VALUES`. Unset counts as 0. */
export function valuesView(
  { fields, scale }: Pick<FamilyMember, 'fields' | 'scale'>,
  dialect: Dialect,
): readonly string[] {
  const { name, number, double, once } = dialect;
  const limited = fields.map((field, f) => {
    const value = `coalesce(${number(`flows.${name(field)}`)}, ${double(0)})`;
    return `    greatest(${double(-MOST)}, least(${double(MOST)}, ${value})) AS ${rawColumn(f)}`;
  });
  const scaled = fields.map((_, f) => `  ${scaledValue(rawColumn(f), scale === 'log', dialect)} AS ${scaledColumn(f)}`);
  return dialect.view(
    VALUES,
    `SELECT limited.*,
${scaled.join(',\n')}
FROM (
  SELECT ${number(`flows.${name('ts')}`)} AS ${START},
${limited.join(',\n')}
  FROM ${FLOWS} AS flows${once}
) AS limited`,
  );
}
