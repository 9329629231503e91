import type { FilterSchema } from '../../core/selection/filter-names.ts';
import type { Run } from '../../worker/api.ts';

const DAY = 86_400;

/** The fields that filters of a run can name. */
export function filterSchema({ fields, span }: Pick<Run, 'fields' | 'span'>): FilterSchema {
  return { fields, firstDay: span === null ? null : Math.floor(span[0] / DAY) * DAY };
}
