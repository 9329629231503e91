import { type Clause, hidesFlows } from '../../core/selection/clauses.ts';
import { formatCount } from '../parts/format.ts';

/** Whether a chip is about hidden flows: it then has a dashed edge. */
export function isHiding(clause: Clause): boolean {
  return hidesFlows(clause) || clause.predicate.op === 'not';
}

/**
 * The count on a chip: the flows that its clause keeps or hides by itself. `matching` is the number of flows that its
 * predicate matches out of `total`, null while it is unknown.
 */
export function chipCount(clause: Clause, matching: number | null, total: number): string {
  if (matching === null) return '';
  if (hidesFlows(clause)) return `hidden ${formatCount(matching)}`;
  return isHiding(clause) ? `hides ${formatCount(total - matching)}` : formatCount(matching);
}

/**
 * The number of flows that each clause's predicate matches, from the answer on screen. Null for clauses without an
 * answer.
 */
export function matchingOf(
  clauses: readonly Clause[],
  answered: readonly Clause[],
  byClause: readonly number[],
): readonly (number | null)[] {
  return clauses.map(({ id, predicate }) => {
    const place = answered.findIndex((one) => one.id === id && one.predicate === predicate);
    return byClause[place] ?? null;
  });
}

/** The clauses that remain after Clear: suppressions and noise. */
export function withoutFilters(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter(({ source }) => source === 'suppress' || source === 'noise');
}
