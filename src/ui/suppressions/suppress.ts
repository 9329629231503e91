import { addClause, type Clause, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../core/selection/predicate.ts';

/** Adds a suppression of a predicate's flows, with a reason that may be empty. */
export function suppress(
  clauses: readonly Clause[],
  predicate: Predicate,
  label: string,
  reason: string,
): readonly Clause[] {
  const why = reason.trim();
  return addClause(clauses, clauseOf('suppress', predicate, label, why === '' ? {} : { reason: why }));
}

/**
 * Replaces a chip by a suppression. Flows that an excluding chip left out stay hidden; flows that a chip selected
 * become hidden.
 */
export function suppressChip(clauses: readonly Clause[], chip: Clause, reason: string): readonly Clause[] {
  const { predicate, label } = hiddenBy(chip);
  return suppress(removeClause(clauses, chip.id), predicate, label, reason);
}

/** The flows that suppressing a chip hides, and their label: for `not dns`, dns. */
export function hiddenBy({ predicate, label }: Clause): { readonly predicate: Predicate; readonly label: string } {
  if (predicate.op !== 'not') return { predicate, label };
  return { predicate: predicate.of, label: label.replace(/^(?:not |-)/, '') };
}
