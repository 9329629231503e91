import type { NoisePreset } from '../schema/noise.ts';
import { type LeafPredicate, leafOf } from './leaves/index.ts';
import { normalise } from './normalise.ts';

export type { RangePredicate } from './leaves/range.ts';
export { isMultiple, isPercentile, type Limit, type Multiple, type Percentile } from './limits.ts';
export type { LeafPredicate };

/** A set of flows, described as plain data. `keyOf` is its identity in caches, on the page and in the engine. */
export type Predicate =
  | LeafPredicate
  | { readonly op: 'all'; readonly of: readonly Predicate[] }
  | { readonly op: 'any'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate };

/** Flows whose cell equals the value, as the log writes it. An empty value selects unset cells. */
export function equals(field: string, value: string): Predicate {
  return { op: 'in', field, values: [value] };
}

/** Flows that meet all predicates of at least one list. */
export function anyOf(ways: readonly (readonly Predicate[])[]): Predicate {
  return { op: 'any', of: ways.map((of) => (of.length === 1 ? of[0] : { op: 'all', of })) };
}

/** The noise preset that a predicate leaves out, null for any other predicate. */
export function hiddenPreset(predicate: Predicate): NoisePreset | null {
  return predicate.op === 'not' && predicate.of.op === 'preset' ? predicate.of.id : null;
}

/**
 * A canonical key: equal for predicates with the same normal form (see `normalise`). The order of values and members
 * does not matter.
 */
export function keyOf(predicate: Predicate): string {
  return normalKey(normalise(predicate));
}

/** The key (as `keyOf`) of flows that meet all predicates. */
export function keyOfAll(predicates: readonly Predicate[]): string {
  return keyOf({ op: 'all', of: predicates });
}

/** The key (as `keyOf`) of a predicate in normal form. */
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

/** The leaf predicates of a predicate, from left to right. */
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

/** The distinct fields that the predicates read. A text predicate names no field. */
export function fieldsOf(predicates: readonly Predicate[]): string[] {
  return [...new Set(predicates.flatMap(leavesIn).flatMap((leaf) => leafOf(leaf).fields(leaf)))];
}

/** Whether a predicate tests a noise preset. */
export function asksForNoise(predicate: Predicate): boolean {
  return leavesIn(predicate).some((leaf) => leafOf(leaf).needsNoise === true);
}
