import { LogError } from '../../core/errors.ts';
import { clausesOfLink, suppressionsOfLink } from '../../core/selection/clause-text.ts';
import { addClause, type Clause } from '../../core/selection/clauses.ts';
import type { ParseError } from '../../core/selection/parse-error.ts';
import type { Finding, Run } from '../../worker/api.ts';
import { filterSchema } from '../filter/filter-schema.ts';
import { queryMessage } from '../filter/query-messages.ts';
import type { Workspace } from './workspace.ts';

/** What a workspace holds of a link until a log is open. */
type Linked = Pick<Workspace, 'linkedFilter' | 'linkedSuppressions'>;

/** The workspace's changes after the filters of a link became clauses, and the first error in them. */
export interface AppliedLink {
  readonly to: Partial<Pick<Workspace, 'selection'> & Linked>;
  readonly error: LogError | null;
}

/** Turns the filter and the suppressions of a link into clauses, now that the fields of the log are known. */
export function applyLinkedFilter(
  { linkedFilter: filter, linkedSuppressions: suppressions, selection }: Linked & Pick<Workspace, 'selection'>,
  run: Pick<Run, 'fields' | 'span'>,
  findings: readonly Finding[] | null = null,
): AppliedLink {
  if (filter === '' && suppressions === '') return { to: {}, error: null };
  const schema = filterSchema(run, findings);
  const [shown, hidden] = [clausesOfLink(filter, schema), suppressionsOfLink(suppressions, schema)];
  const errors = [
    ...('code' in shown ? [wrong(filter, shown)] : []),
    ...('line' in hidden ? [wrong(suppressions.split('\n')[hidden.line - 1], hidden.error)] : []),
  ];
  const found: readonly Clause[] = [...('line' in hidden ? [] : hidden), ...('code' in shown ? [] : shown)];
  const to = { linkedFilter: '', linkedSuppressions: '' };
  return {
    to: found.length === 0 ? to : { ...to, selection: found.reduce(addClause, selection) },
    error: errors[0] ?? null,
  };
}

function wrong(filter: string, error: ParseError): LogError {
  return new LogError('wrong-link-filter', { filter, why: queryMessage(error) });
}
