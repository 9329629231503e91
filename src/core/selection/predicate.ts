import type { NoisePreset } from '../schema/noise.ts';
import { type LeafPredicate, leafOf } from './leaves/index.ts';
import { normalise } from './normalise.ts';

export { isPercentile, type Limit, type Percentile, type RangePredicate } from './leaves/range.ts';
export type { LeafPredicate };

/** Which flows: plain data. `keyOf` is its identity everywhere, in caches, on the page and in the engine. */
export type Predicate =
  | LeafPredicate
  | { readonly op: 'all'; readonly of: readonly Predicate[] }
  | { readonly op: 'any'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate };

/** The cell of a field is this, as the log writes it. */
export function equals(field: string, value: string): Predicate {
  return { op: 'in', field, values: [value] };
}

/** Flows that meet all predicates of at least one list. */
export function anyOf(ways: readonly (readonly Predicate[])[]): Predicate {
  return { op: 'any', of: ways.map((of) => (of.length === 1 ? of[0] : { op: 'all', of })) };
}

/** Flows that a noise preset does not match. */
export function hides(id: NoisePreset): Predicate {
  return { op: 'not', of: { op: 'preset', id } };
}

/** The preset that a predicate hides the flows of, null for every other predicate. */
export function hiddenPreset(predicate: Predicate): NoisePreset | null {
  return predicate.op === 'not' && predicate.of.op === 'preset' ? predicate.of.id : null;
}

/** The same text for predicates that select the same flows for the same reason: see `normalise`. The order of values and parts does not matter. */
export function keyOf(predicate: Predicate): string {
  return normalKey(normalise(predicate));
}

/** As `keyOf`, of predicates that all have to hold. */
export function keyOfAll(predicates: readonly Predicate[]): string {
  return keyOf({ op: 'all', of: predicates });
}

/** As `keyOf`, of a predicate that is normal already. */
export function normalKey(predicate: Predicate): string {
  switch (predicate.op) {
    case 'not':
      return JSON.stringify(['not', normalKey(predicate.of)]);
    case 'all':
    case 'any':
      return JSON.stringify([predicate.op, predicate.of.map(normalKey).sort()]);
    default:
      return JSON.stringify([predicate.op, ...leafOf(predicate).key(predicate)]);
  }
}

/** The predicates that hold no other, from left to right. */
export function leavesIn(predicate: Predicate): readonly LeafPredicate[] {
  switch (predicate.op) {
    case 'not':
      return leavesIn(predicate.of);
    case 'all':
    case 'any':
      return predicate.of.flatMap(leavesIn);
    default:
      return [predicate];
  }
}

/** Every field that predicates name, each once. Text names none. */
export function fieldsOf(predicates: readonly Predicate[]): string[] {
  return [...new Set(predicates.flatMap(leavesIn).flatMap((leaf) => leafOf(leaf).fields(leaf)))];
}

/** Whether a predicate names a noise preset. */
export function asksForNoise(predicate: Predicate): boolean {
  return leavesIn(predicate).some((leaf) => leafOf(leaf).needsNoise === true);
}
