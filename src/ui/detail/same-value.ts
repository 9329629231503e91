import { equals } from '../../core/selection/predicate.ts';
import type { FlowCell, Predicate } from '../../worker/api.ts';

/** Flows with the value of a cell. Numbers are compared as numbers, in any notation. */
export function sameValue({ name, unset, value, text }: FlowCell): Predicate {
  return equals(name, unset ? '' : value === null ? text : String(value));
}
