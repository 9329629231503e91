import { addClause, clauseOf } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../worker/api.ts';
import { describePredicate } from '../parts/describe-predicate.ts';
import type { Controller } from './controller.ts';

/** Adds a clause for a value that was chosen on screen: only flows with it, only flows without it, or such flows suppressed. */
export function filterBy(
  controller: Controller,
  action: 'include' | 'exclude' | 'suppress',
  predicate: Predicate,
): void {
  const label = describePredicate(predicate);
  const clause =
    action === 'suppress'
      ? clauseOf('suppress', predicate, label)
      : clauseOf('click', predicate, label, action === 'exclude' ? { hides: true } : {});
  const { selection } = controller.state().workspace;
  controller.select(addClause(selection, clause), `${words[action]} ${label}`);
}

const words = { include: 'Include', exclude: 'Exclude', suppress: 'Suppress' };
