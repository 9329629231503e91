import type { FilterSchema } from '../../core/selection/filter-names.ts';
import { labelOf } from '../../words/finding-words.ts';
import type { Finding, Run } from '../../worker/api.ts';

const DAY = 86_400;

/** The names that filters of a run can use. `findings` is null while they are unknown. */
export function filterSchema(
  { fields, span }: Pick<Run, 'fields' | 'span'>,
  findings: readonly Finding[] | null,
): FilterSchema {
  const firstDay = span === null ? null : Math.floor(span[0] / DAY) * DAY;
  if (findings === null) return { fields, firstDay };
  const named = findings.map((finding) => ({ id: finding.id, title: labelOf(finding), flows: finding.flows }));
  return { fields, firstDay, findings: named };
}
