import { addClause, type Clause, type ClauseSource, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import { equals, keyOf, type Predicate } from '../../core/selection/predicate.ts';
import { describePredicate } from '../parts/describe-predicate.ts';

/** Changed clauses, and the name of the step for Undo. */
export interface Change {
  readonly clauses: readonly Clause[];
  readonly label: string;
}

/** The source of a field's clause. A field has at most one. */
export function facetSource(field: string): ClauseSource {
  return `facet:${field}`;
}

/** Whether a clause is the field's own. A facet ignores its own clause when it counts. */
export function isOwnClause(field: string): (clause: Clause) => boolean {
  return ({ source }) => source === facetSource(field);
}

/** The ticked values: selected flows have one of them. Empty while the clause is off. */
export function tickedValues(clauses: readonly Clause[], field: string): readonly string[] {
  const own = clauses.find(isOwnClause(field));
  return own?.isOn && own.predicate.op === 'in' ? own.predicate.values : [];
}

/** Ticks or unticks a value. */
export function tick(clauses: readonly Clause[], field: string, value: string, isTicked: boolean): Change {
  const others = tickedValues(clauses, field).filter((other) => other !== value);
  const values = isTicked ? [...others, value] : others;
  const predicate: Predicate = { op: 'in', field, values };
  const source = facetSource(field);
  const label = describePredicate(isTicked ? predicate : equals(field, value));
  if (values.length === 0) return { clauses: removeClause(clauses, source), label: `Remove ${label}` };
  const kept = isTicked ? withoutExcluded(clauses, field, value) : clauses;
  return {
    clauses: addClause(kept, clauseOf(source, predicate, describePredicate(predicate))),
    label: isTicked ? label : `Remove ${label}`,
  };
}

/** The excluded values, each with a clause of its own, in order of creation. */
export function excludedValues(clauses: readonly Clause[], field: string): readonly string[] {
  return clauses.flatMap(({ predicate, isOn }) => {
    const left = predicate.op === 'not' && predicate.of.op === 'in' ? predicate.of : null;
    return isOn && left?.field === field && left.values.length === 1 ? left.values : [];
  });
}

/** Excludes the flows of a value, or includes them again. */
export function exclude(clauses: readonly Clause[], field: string, value: string, isExcluded: boolean): Change {
  const predicate: Predicate = { op: 'not', of: equals(field, value) };
  const label = describePredicate(predicate);
  if (!isExcluded) return { clauses: withoutExcluded(clauses, field, value), label: `Remove ${label}` };
  const isTicked = tickedValues(clauses, field).includes(value);
  const kept = isTicked ? tick(clauses, field, value, false).clauses : clauses;
  return { clauses: addClause(kept, clauseOf('click', predicate, label)), label };
}

function withoutExcluded(clauses: readonly Clause[], field: string, value: string): readonly Clause[] {
  const key = keyOf({ op: 'not', of: equals(field, value) });
  return clauses.filter((clause) => keyOf(clause.predicate) !== key);
}
