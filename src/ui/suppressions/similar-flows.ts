import type { Predicate } from '../../core/selection/predicate.ts';
import { describePredicate } from '../parts/describe-predicate.ts';
import type { Choice } from './suppress-form.tsx';

/** Sets of fields that similar flows share, the most specific first. */
const shared: readonly (readonly string[])[] = [
  ['id.orig_h', 'id.resp_h', 'id.resp_p', 'proto'],
  ['id.orig_h'],
  ['id.resp_h'],
  ['id.resp_p', 'proto'],
];

/**
 * The sets of flows that are similar to one: of the same channel, source, destination or port. `sameValue` returns the
 * flows with its value of a field, null for a field that the log lacks.
 */
export function similarFlows(sameValue: (field: string) => Predicate | null): readonly Choice[] {
  return shared.flatMap((fields) => {
    const of = fields.map(sameValue).filter((one) => one !== null);
    if (of.length < fields.length) return [];
    const predicate: Predicate = of.length === 1 ? of[0] : { op: 'all', of };
    return [{ predicate, label: describePredicate(predicate) }];
  });
}
