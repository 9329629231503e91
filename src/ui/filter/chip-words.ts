import { type Clause, hidesFlows } from '../../core/selection/clauses.ts';
import { formatCount } from '../parts/format.ts';

/** Letters of a label that a chip has room for. */
const MOST_LETTERS = 28;

export function cutLabel(label: string): string {
  return label.length <= MOST_LETTERS ? label : `${label.slice(0, MOST_LETTERS - 1)}…`;
}

/** Whether a chip is about flows that are not in view: its edge is dashed. */
export function isHiding(clause: Clause): boolean {
  return hidesFlows(clause) || clause.predicate.op === 'not';
}

/**
 * What a chip says of its flows: how many its clause keeps or hides by itself. `matching` are the flows that its predicate matches, null
 * while they are not known, of `total`.
 */
export function chipCount(clause: Clause, matching: number | null, total: number): string {
  if (matching === null) return '';
  if (hidesFlows(clause)) return `hidden ${formatCount(matching)}`;
  return isHiding(clause) ? `hides ${formatCount(total - matching)}` : formatCount(matching);
}

/** How many flows the predicate of each clause matches, by the answer on screen; null for one that it does not have. */
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

/** The clauses that Clear leaves: what is suppressed, and noise. */
export function withoutFilters(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter(({ source }) => source === 'suppress' || source === 'noise');
}
