import { addClause, clauseOf } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../worker/api.ts';
import { describePredicate } from '../parts/describe-predicate.ts';
import type { Controller } from './controller.ts';

/** Adds a clause for a value on screen: selects the flows with it, or excludes them. `words` describe the value. */
export function filterBy(
  controller: Controller,
  action: 'include' | 'exclude',
  value: Predicate,
  words?: string,
): void {
  const isExcluded = action === 'exclude';
  const predicate: Predicate = isExcluded ? { op: 'not', of: value } : value;
  const label = words === undefined ? describePredicate(predicate) : isExcluded ? `not ${words}` : words;
  const { selection } = controller.state().workspace;
  controller.select(addClause(selection, clauseOf('click', predicate, label)), label);
}
