import { suppressionsFromText } from '../../core/selection/clause-text.ts';
import { addClause, type Clause } from '../../core/selection/clauses.ts';
import type { FilterSchema } from '../../core/selection/filter-names.ts';
import { queryMessage } from '../filter/query-messages.ts';

/** The result of reading suppressions from a text. */
export interface Merged {
  readonly clauses: readonly Clause[];
  /** Number of suppressions in the text, and of those that already existed. */
  readonly read: number;
  readonly known: number;
  /** One sentence per line that could not be read. */
  readonly errors: readonly string[];
}

/** Merges the suppressions of a text into the clauses: existing ones take its reason, new ones are appended. */
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
