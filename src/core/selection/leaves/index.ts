import { cidrLeaf } from './cidr.ts';
import { inLeaf } from './in.ts';
import type { Leaf } from './leaf.ts';
import { presetLeaf } from './preset.ts';
import { rangeLeaf } from './range.ts';
import { textLeaf } from './text.ts';

/**
 * The kinds of leaf predicate, in the order in which they are offered a typed term. To add one: its file, and its entry
 * here.
 */
export const leaves = [presetLeaf, rangeLeaf, inLeaf, cidrLeaf, textLeaf];

type PredicateOf<L> = L extends Leaf<infer P> ? P : never;

/** A leaf predicate: it contains no other predicate. */
export type LeafPredicate = PredicateOf<(typeof leaves)[number]>;

/** The entry of a leaf predicate's kind. */
export function leafOf(predicate: LeafPredicate): Leaf<LeafPredicate> {
  const list: readonly Leaf<LeafPredicate>[] = leaves;
  const found = list.find(({ op }) => op === predicate.op);
  if (found === undefined) throw new Error(`No leaf ${predicate.op}`);
  return found;
}
