import { addClause, type Clause, clauseOf, removeClause } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../core/selection/predicate.ts';
import { facetSource } from '../facets/facet-clauses.ts';
import { describePredicate } from '../parts/describe-predicate.ts';

const SOURCE = facetSource('duration');
const HOUR = 3600;

/** Minimum duration in hours by a clause of the selection, 0 without one. */
export function leastHours(clauses: readonly Clause[]): number {
  const own = clauses.find(({ source, isOn }) => source === SOURCE && isOn)?.predicate;
  const isLeast = own?.op === 'range' && own.to === Infinity && typeof own.from === 'number';
  return isLeast ? Number(own.from) / HOUR : 0;
}

/** The clauses with a minimum duration in hours. 0 removes it. */
export function withLeastHours(clauses: readonly Clause[], hours: number): readonly Clause[] {
  if (hours === 0) return removeClause(clauses, SOURCE);
  const predicate: Predicate = { op: 'range', field: 'duration', from: hours * HOUR, to: Infinity };
  return addClause(clauses, clauseOf(SOURCE, predicate, describePredicate(predicate)));
}
