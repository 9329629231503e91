import {
  addClause,
  type Clause,
  type ClauseSource,
  clauseOf,
  removeClause,
  replace,
} from '../../core/selection/clauses.ts';
import type { FilterSchema } from '../../core/selection/filter-names.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError, type ParseError } from '../../core/selection/parse-error.ts';
import type { Predicate } from '../../core/selection/predicate.ts';
import { print } from '../../core/selection/print.ts';

/** Changed clauses with the name of the step for Undo, or the error in the text. */
export type Applied =
  | { readonly clauses: readonly Clause[]; readonly label: string; readonly error?: never }
  | { readonly error: ParseError };

/** Applies the text of the box: adds a clause, or replaces the edited one. An empty text removes the edited clause. */
export function applyFilter(
  clauses: readonly Clause[],
  text: string,
  schema: FilterSchema,
  edited: Clause | null = null,
): Applied {
  if (text.trim() === '') {
    return edited === null
      ? { clauses, label: '' }
      : { clauses: removeClause(clauses, edited.id), label: `Remove ${edited.label}` };
  }
  const found = parse(text, schema);
  if (isParseError(found)) return { error: found };
  const label = shorter(print(found), text.trim());
  if (edited === null) return { clauses: addClause(clauses, clauseOf('box', found, label)), label };
  return { clauses: replace(clauses, edited.id, editedClause(edited, found, label)), label: `Edit ${edited.label}` };
}

/** The label of a chip: the text as typed, or its printed form if that is shorter. */
function shorter(printed: string, typed: string): string {
  return printed !== '' && printed.length <= typed.length ? printed : typed;
}

/** An edited suppression or noise clause still hides flows. Any other edited clause now belongs to the box. */
function editedClause({ source, hides, reason }: Clause, predicate: Predicate, label: string): Clause {
  return clauseOf(sourceOfEdited(source, predicate), predicate, label, {
    ...(hides !== undefined && { hides }),
    ...(reason !== undefined && { reason }),
  });
}

function sourceOfEdited(source: ClauseSource, { op }: Predicate): ClauseSource {
  if (source === 'noise') return op === 'preset' ? 'noise' : 'suppress';
  return source === 'suppress' ? 'suppress' : 'box';
}
