import type { Dialect } from './dialect.ts';
import { SCORE, scoredFlows } from './scored-flows.ts';
import type { ScoringModel } from './scoring-model.ts';

/** The largest relative difference that passes: the agreement with PyOD that its golden scores are held to. */
export const TOLERANCE = 1e-9;
/** Scores below it are compared by their absolute difference: SPE is near 0 for a flow that lies in the model. */
export const SMALL = 1e-6;

const EXPECTED = 'expected';

/** Scores the samples, whose scores are known, and compares. Reads no flow. */
export function selfTestQuery(model: ScoringModel, dialect: Dialect): string {
  const { double, rows } = dialect;
  const columns = [
    ...model.baseline.model.names.map((name) => ({ name, type: 'double' as const })),
    { name: EXPECTED, type: 'double' as const },
  ];
  const literals = rows(
    'flows',
    columns,
    model.samples.map(({ values, score }) => [...values, score]),
  );
  return `SELECT count(*) AS rows_tested, max(difference) AS max_difference,
  CASE WHEN sum(CASE WHEN difference < ${double(TOLERANCE)} THEN 1 ELSE 0 END) = ${model.samples.length}
    THEN 'passed' ELSE 'FAILED' END AS self_test
FROM (
SELECT abs(${SCORE} - ${EXPECTED}) / greatest(abs(${EXPECTED}), ${double(SMALL)}) AS difference
FROM (
${scoredFlows(model, dialect, literals)}
) AS scored
) AS differences`;
}
