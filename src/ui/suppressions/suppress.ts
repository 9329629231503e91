import { addClause, type Clause, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../core/selection/predicate.ts';

/** With the flows of a predicate hidden from now on, for a reason that may be empty. */
export function suppress(
  clauses: readonly Clause[],
  predicate: Predicate,
  label: string,
  reason: string,
): readonly Clause[] {
  const why = reason.trim();
  return addClause(clauses, clauseOf('suppress', predicate, label, why === '' ? {} : { reason: why }));
}

/** With a chip's flows hidden in place of the chip: what it left out stays out, what it kept goes. */
export function suppressChip(clauses: readonly Clause[], chip: Clause, reason: string): readonly Clause[] {
  const { predicate, label } = hiddenBy(chip);
  return suppress(removeClause(clauses, chip.id), predicate, label, reason);
}

/** What suppressing a chip hides, and what it is called: of `not dns`, dns. */
export function hiddenBy({ predicate, label }: Clause): { readonly predicate: Predicate; readonly label: string } {
  if (predicate.op !== 'not') return { predicate, label };
  return { predicate: predicate.of, label: label.replace(/^(?:not |-)/, '') };
}
