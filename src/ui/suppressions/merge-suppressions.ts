import { suppressionsFromText } from '../../core/selection/clause-text.ts';
import { addClause, type Clause } from '../../core/selection/clauses.ts';
import type { FilterSchema } from '../../core/selection/filter-names.ts';
import { queryMessage } from '../filter/query-messages.ts';

/** What reading a text of suppressions comes to. */
export interface Merged {
  readonly clauses: readonly Clause[];
  /** How many the text has, and how many of them were there already. */
  readonly read: number;
  readonly known: number;
  /** A sentence per line that could not be read. */
  readonly errors: readonly string[];
}

/** The clauses with the suppressions of a text: those that are there already take its reason, the others follow. */
export function mergeSuppressions(clauses: readonly Clause[], text: string, schema: FilterSchema): Merged {
  const { clauses: found, errors } = suppressionsFromText(text.replace(/^\ufeff/, ''), schema);
  const ids = new Set(clauses.map(({ id }) => id));
  const named = found.map((clause) => {
    const before = clauses.find(({ id }) => id === clause.id);
    return before === undefined ? clause : { ...clause, label: before.label };
  });
  return {
    clauses: named.reduce(addClause, clauses),
    read: found.length,
    known: found.filter(({ id }) => ids.has(id)).length,
    errors: errors.map(({ line, error }) => `Line ${line}, character ${error.at + 1}: ${queryMessage(error)}`),
  };
}
