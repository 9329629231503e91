import { type LeafPredicate, leafOf } from './leaves/index.ts';
import { normalKey, type Predicate } from './predicate.ts';

type List = Extract<Predicate, { op: 'all' | 'any' }>;

/** Selects every flow; `nothing` selects none. */
const everything: Predicate = { op: 'all', of: [] };
const nothing: Predicate = { op: 'any', of: [] };

/**
 * The normal form of a predicate. It selects the same flows.
 *
 * - A list within a list of the same kind is merged into it. A list of one predicate becomes that predicate. Duplicates
 * are removed.
 * - `any` with a member that selects everything selects everything; `all` with a member that selects nothing selects
 * nothing.
 * - Alternatives that can be merged are merged, such as values of one field.
 * - A double `not` is removed.
 * - Each leaf takes its own normal form.
 *
 * The order of members is kept, so printed text reads as it was typed.
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

/** Merges alternatives of the same kind. The result takes the position of the first. */
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

/** A key shared by alternatives that can be merged, null for other predicates. */
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
