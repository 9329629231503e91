import { cidrLeaf } from './cidr.ts';
import { inLeaf } from './in.ts';
import type { Leaf } from './leaf.ts';
import { presetLeaf } from './preset.ts';
import { rangeLeaf } from './range.ts';
import { textLeaf } from './text.ts';

/** The predicates that hold no other, in the order in which they are offered what was typed. To add one: its file, and its place here. */
export const leaves = [presetLeaf, rangeLeaf, inLeaf, cidrLeaf, textLeaf];

type PredicateOf<L> = L extends Leaf<infer P> ? P : never;

/** A predicate that holds no other. */
export type LeafPredicate = PredicateOf<(typeof leaves)[number]>;

/** All that is known of a kind of predicate. */
export function leafOf(predicate: LeafPredicate): Leaf<LeafPredicate> {
  const list: readonly Leaf<LeafPredicate>[] = leaves;
  const found = list.find(({ op }) => op === predicate.op);
  if (found === undefined) throw new Error(`No leaf ${predicate.op}`);
  return found;
}
