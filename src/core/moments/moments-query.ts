import { HIGH, LOW } from '../baseline/extremes.ts';
import type { FamilyMember } from '../detect/pca-family.ts';
import type { Dialect } from '../sql/dialect.ts';
import { rawColumn, START, scaledColumn, VALUES } from './feature-values.ts';
import { MOMENTS_KEY, MOMENTS_VERSION } from './moments-form.ts';
import { difference, jsonList, sumItems, sumMembers } from './sums-query.ts';

/** The column of the answer, which is one row. */
export const ANSWER = 'moments';

/**
 * The query of `Moments`, as JSON text. Reads the view `VALUES` once for the shifts, once for the sums, and once for the values
 * between which the sides of the box lie.
 */
export function momentsQuery(member: FamilyMember, dialect: Dialect, table: string): string {
  const { detector, fields, scale } = member;
  const { text, asText } = dialect;
  const features = fields.map((_, f) => f);
  const head = {
    [MOMENTS_KEY]: MOMENTS_VERSION,
    dialect: dialect.id,
    table,
    detector: detector.id,
    scale,
    features: fields,
  };
  const ranked = features.map((f) => jsonList(rankedColumns(f), dialect)).join(` || ${text(',')} || `);
  const span = `CASE WHEN first_start IS NULL THEN ${text('null')} ELSE ${jsonList(['first_start', 'last_start'], dialect)} END`;
  return `SELECT ${text(`${JSON.stringify(head).slice(0, -1)},"rows":`)} || ${asText('flow_count')}
  || ${text(',"span":')} || ${span}
  || ${text(',"shift":')} || ${jsonList(features.map(shiftColumn), dialect)}
  || ${text(',')} || ${sumMembers(fields.length, dialect)}
  || ${text(',"ranked":[')} || ${ranked}
  || ${text('],"projections":null}')} AS ${ANSWER}
FROM (
${sumsAboutShift(features, dialect)}
) AS sums
CROSS JOIN (
${rankedQuery(features, dialect)}
) AS ranked`;
}

const shiftColumn = (f: number) => `shift_${f}`;

function sumsAboutShift(features: readonly number[], dialect: Dialect): string {
  const items = [
    'count(*) AS flow_count',
    `min(${START}) AS first_start`,
    `max(${START}) AS last_start`,
    ...features.map((f) => `max(${shiftColumn(f)}) AS ${shiftColumn(f)}`),
    ...sumItems(features.length, (f) => `c_${f}`, scaledColumn),
  ];
  const shifted = features.map((f) => `${difference(scaledColumn(f), shiftColumn(f), dialect)} AS c_${f}`);
  const shifts = features.map((f) => `avg(${scaledColumn(f)}) AS ${shiftColumn(f)}`);
  return `  SELECT ${items.join(',\n    ')}
  FROM (
    SELECT ${[START, ...features.map(scaledColumn), ...features.map(shiftColumn), ...shifted].join(',\n      ')}
    FROM ${VALUES}
    CROSS JOIN (SELECT ${shifts.join(', ')} FROM ${VALUES}) AS shifts${dialect.once}
  ) AS shifted`;
}

/** Names of the four values of a feature. */
function rankedColumns(f: number): string[] {
  return ['low_from', 'low_to', 'high_from', 'high_to'].map((column) => `${column}_${f}`);
}

/**
 * Per feature, the values at four ranks: from the number of flows with each value, so that memory is little where values
 * repeat. All features in one pass.
 */
function rankedQuery(features: readonly number[], { double, rows }: Dialect): string {
  const places = rows(
    'places',
    [{ name: 'place', type: 'double' }],
    features.map((f) => [f]),
  );
  const values = features.map((f) => `WHEN ${double(f)} THEN ${rawColumn(f)}`).join(' ');
  const ranks = [LOW, HIGH].map((fraction) => `floor((n - 1) * ${double(fraction)})`);
  const limits = ranks.flatMap((rank) => [rank, `least(${rank} + 1, n - 1)`]);
  const items = features.flatMap((f) =>
    rankedColumns(f).map(
      (column, i) => `min(CASE WHEN place = ${double(f)} AND upto > ${limits[i]} THEN value END) AS ${column}`,
    ),
  );
  return `  SELECT ${items.join(',\n    ')}
  FROM (
    SELECT place, value, sum(flows) OVER (PARTITION BY place ORDER BY value) AS upto,
      sum(flows) OVER (PARTITION BY place) AS n
    FROM (
      SELECT place, value, ${double(1)} * count(*) AS flows
      FROM (
        SELECT places.place AS place, CASE places.place ${values} END AS value
        FROM ${VALUES}
        CROSS JOIN ${places}
      ) AS single
      GROUP BY place, value
    ) AS counted
  ) AS counts`;
}
