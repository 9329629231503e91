import { LogError } from '../../core/errors.ts';
import { clausesOfLink } from '../../core/selection/clause-text.ts';
import { addClause } from '../../core/selection/clauses.ts';
import type { Run } from '../../worker/api.ts';
import { filterSchema } from '../filter/filter-schema.ts';
import { queryMessage } from '../filter/query-messages.ts';
import type { Workspace } from './workspace.ts';

/** The workspace's changes after the filter of a link became clauses, and the error of a filter that is wrong here. */
export interface AppliedLink {
  readonly to: Partial<Pick<Workspace, 'selection' | 'linkedFilter'>>;
  readonly error: LogError | null;
}

/** Turns the filter of a link into clauses, now that the fields of the log are known. */
export function applyLinkedFilter(
  { linkedFilter: filter, selection }: Pick<Workspace, 'linkedFilter' | 'selection'>,
  run: Pick<Run, 'fields' | 'span'>,
): AppliedLink {
  if (filter === '') return { to: {}, error: null };
  const found = clausesOfLink(filter, filterSchema(run));
  if ('code' in found) {
    const error = new LogError('wrong-link-filter', { filter, why: queryMessage(found) });
    return { to: { linkedFilter: '' }, error };
  }
  return { to: { linkedFilter: '', selection: found.reduce(addClause, selection) }, error: null };
}
