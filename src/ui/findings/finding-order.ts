import { subjectOf } from '../../words/finding-words.ts';
import type { Finding } from '../../worker/api.ts';
import type { Sort } from '../workspace/workspace.ts';
import type { FindingRow } from './finding-columns.tsx';

/** The sort key of each column. */
const keys: Readonly<Record<string, (row: FindingRow) => number | string>> = {
  strength: ({ finding }) => finding.strength,
  kind: ({ finding }) => finding.kind,
  subject: ({ finding }) => subjectOf(finding),
  time: ({ finding }) => finding.span?.[0] ?? Number.POSITIVE_INFINITY,
  flows: ({ inView }) => inView,
};

/**
 * The findings with a selected flow, sorted. Ties keep their order, strongest first. `inView` is null before the counts
 * arrive.
 */
export function orderFindings(
  findings: readonly Finding[],
  inView: readonly number[] | null,
  { by, descending }: Sort,
): readonly FindingRow[] {
  const keyOf = keys[by] ?? keys.strength;
  const rows = findings
    .map((finding, place) => ({ finding, inView: inView?.[place] ?? finding.flows }))
    .filter((row) => row.inView > 0);
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return one === other ? 0 : one < other ? -sign : sign;
  });
}
