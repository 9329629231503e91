import { print } from '../../core/selection/print.ts';
import type { Predicate } from '../../worker/api.ts';

/** A caption says no more than this of a filter. */
const MOST_LETTERS = 160;

/** A predicate for captions, as the filter that selects it: `src:10.0.0.5 port:445`. A long one is cut. */
export function describePredicate(predicate: Predicate): string {
  const text = print(predicate);
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS)}…`;
}
