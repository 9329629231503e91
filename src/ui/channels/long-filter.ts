import { addClause, type Clause, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../core/selection/predicate.ts';
import { facetSource } from '../facets/facet-clauses.ts';
import { describePredicate } from '../parts/describe-predicate.ts';

const SOURCE = facetSource('duration');
const HOUR = 3600;

/** The hours from which on flows are in view by a clause of the selection, 0 without one. */
export function leastHours(clauses: readonly Clause[]): number {
  const own = clauses.find(({ source, isOn }) => source === SOURCE && isOn)?.predicate;
  const isLeast = own?.op === 'range' && own.to === Infinity && typeof own.from === 'number';
  return isLeast ? Number(own.from) / HOUR : 0;
}

/** The clauses with only flows of that many hours or more in view, with all durations for 0. */
export function withLeastHours(clauses: readonly Clause[], hours: number): readonly Clause[] {
  if (hours === 0) return removeClause(clauses, SOURCE);
  const predicate: Predicate = { op: 'range', field: 'duration', from: hours * HOUR, to: Infinity };
  return addClause(clauses, clauseOf(SOURCE, predicate, describePredicate(predicate)));
}
