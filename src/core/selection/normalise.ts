import { type LeafPredicate, leafOf } from './leaves/index.ts';
import { normalKey, type Predicate } from './predicate.ts';

type List = Extract<Predicate, { op: 'all' | 'any' }>;

/** Every flow, and none. */
const everything: Predicate = { op: 'all', of: [] };
const nothing: Predicate = { op: 'any', of: [] };

/**
 * The normal form of a predicate, which selects the same flows:
 *
 * - lists in lists of the same kind are one list, a list of one is that one, parts that are there twice are there once;
 * - what decides a list is left alone: any of everything is everything, all of nothing is nothing;
 * - in a list of alternatives, leaves that can be one are one, such as values of one field;
 * - a double `not` is none;
 * - each leaf is in its own normal form.
 *
 * Parts stay in order, so that what is printed reads as it was typed.
 */
export function normalise(predicate: Predicate): Predicate {
  switch (predicate.op) {
    case 'not':
      return negated(normalise(predicate.of));
    case 'all':
    case 'any':
      return normalList(predicate);
    default:
      return leafOf(predicate).normalise(predicate);
  }
}

function negated(of: Predicate): Predicate {
  if (of.op === 'not') return of.of;
  if (isEmpty(of, 'all')) return nothing;
  return isEmpty(of, 'any') ? everything : { op: 'not', of };
}

function normalList({ op, of }: List): Predicate {
  const flat = of.map(normalise).flatMap((part) => (part.op === op ? part.of : [part]));
  const decisive = op === 'all' ? 'any' : 'all';
  if (flat.some((part) => isEmpty(part, decisive))) return { op: decisive, of: [] };
  const parts = distinct(op === 'any' ? joined(flat) : flat);
  return parts.length === 1 ? parts[0] : { op, of: parts };
}

/** Alternatives of which some leaves make one, in the place of the first of them. */
function joined(parts: readonly Predicate[]): Predicate[] {
  const groups = new Map<string, LeafPredicate[]>();
  const places = parts.map((part) => {
    const kind = joinKey(part);
    if (kind === null || !isLeaf(part)) return part;
    const known = groups.get(kind);
    groups.set(kind, [...(known ?? []), part]);
    return known === undefined ? kind : null;
  });
  return places.flatMap((place): Predicate[] => {
    if (place === null) return [];
    if (typeof place !== 'string') return [place];
    const group = groups.get(place) ?? [];
    return [leafOf(group[0]).join?.all(group) ?? group[0]];
  });
}

/** The same for alternatives that become one predicate, null for others. */
function joinKey(part: Predicate): string | null {
  if (!isLeaf(part)) return null;
  const by = leafOf(part).join?.by(part);
  return by === undefined ? null : JSON.stringify([part.op, by]);
}

function isLeaf(predicate: Predicate): predicate is LeafPredicate {
  return predicate.op !== 'all' && predicate.op !== 'any' && predicate.op !== 'not';
}

function distinct(parts: readonly Predicate[]): Predicate[] {
  const byKey = new Map<string, Predicate>();
  for (const part of parts) {
    const key = normalKey(part);
    if (!byKey.has(key)) byKey.set(key, part);
  }
  return [...byKey.values()];
}

function isEmpty(predicate: Predicate, op: List['op']): boolean {
  return predicate.op === op && predicate.of.length === 0;
}
