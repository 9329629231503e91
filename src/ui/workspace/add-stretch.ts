import { addClause, clauseOf } from '../../core/selection/clauses.ts';
import type { Predicate } from '../../worker/api.ts';
import { describePredicate } from '../parts/describe-predicate.ts';
import type { Stretch } from '../parts/time-bars.tsx';
import type { Controller } from './controller.ts';

/** Narrows to the flows of an interval of time, in place of another interval that a brush chose. */
export function addStretch(controller: Controller, stretch: Stretch): void {
  const predicate = stretchOf(stretch);
  const label = describePredicate(predicate);
  const { selection } = controller.state().workspace;
  controller.select(addClause(selection, clauseOf('time', predicate, label)), label);
}

/** The flows that start in an interval of time. */
export function stretchOf({ from, to, isLast }: Stretch): Predicate {
  return { op: 'range', field: 'ts', from, to, ...(isLast ? {} : { isToOpen: true }) };
}
