import type { FilterSchema } from '../../core/selection/filter-names.ts';
import type { Run } from '../../worker/api.ts';

const DAY = 86_400;

/** What filters can speak of in a run. */
export function filterSchema({ fields, span }: Pick<Run, 'fields' | 'span'>): FilterSchema {
  return { fields, firstDay: span === null ? null : Math.floor(span[0] / DAY) * DAY };
}
