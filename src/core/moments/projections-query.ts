import type { Dialect } from '../sql/dialect.ts';
import { scaledColumn, VALUES } from './feature-values.ts';
import { draftOfMoments, projectionsFor } from './model-of-moments.ts';
import type { Moments } from './moments.ts';
import { MOMENTS_KEY, MOMENTS_VERSION } from './moments-form.ts';
import { ANSWER } from './moments-query.ts';
import { difference, sumItems, sumMembers } from './sums-query.ts';

/** The query of the projections, which gives the moments with them, as JSON text. Reads the view `VALUES` once. */
export function projectionsQuery(moments: Moments, dialect: Dialect): string {
  const { text, asText, double, once } = dialect;
  const { projections: _, ...first } = moments;
  const { center, weights } = projectionsFor(draftOfMoments(moments));
  const used = center.flatMap((_, f) => (weights.some((row) => row[f] !== 0) ? [f] : []));
  const centred = used.map((f) => `${difference(scaledColumn(f), double(center[f]), dialect)} AS c_${f}`);
  const projected = weights.map(
    (row, k) => `${used.map((f) => `${double(row[f])} * c_${f}`).join(' + ')} AS ${projectionColumn(k)}`,
  );
  const head = JSON.stringify({ [MOMENTS_KEY]: MOMENTS_VERSION, ...first }).slice(0, -1);
  const known = JSON.stringify({ center, weights }).slice(1, -1);
  return `SELECT ${text(`${head},"projections":{${known},"rows":`)} || ${asText('flow_count')}
  || ${text(',')} || ${sumMembers(weights.length, dialect)} || ${text('}}')} AS ${ANSWER}
FROM (
  SELECT count(*) AS flow_count,
    ${sumItems(weights.length, projectionColumn).join(',\n    ')}
  FROM (
    SELECT ${projected.join(',\n      ')}
    FROM (
      SELECT ${centred.join(',\n        ')}
      FROM ${VALUES}${once}
    ) AS centred${once}
  ) AS projected
) AS sums`;
}

const projectionColumn = (k: number) => `w_${k}`;
