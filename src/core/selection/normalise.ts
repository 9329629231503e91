import { cidrText, parseCidr } from '../schema/cidr.ts';
import { type Limit, normalKey, type Percentile, type Predicate, type RangePredicate } from './predicate.ts';

type List = Extract<Predicate, { op: 'all' | 'any' }>;

/** Every flow, and none. */
const everything: Predicate = { op: 'all', of: [] };
const nothing: Predicate = { op: 'any', of: [] };

/**
 * The normal form of a predicate, which selects the same flows:
 *
 * - lists in lists of the same kind are one list, a list of one is that one, parts that are there twice are there once;
 * - what decides a list is left alone: any of everything is everything, all of nothing is nothing;
 * - in a list of alternatives, values of one field are one `in`;
 * - a double `not` is none; of a field, a range without limits is every value that is set; an empty range is nothing;
 * - blocks of addresses and percentiles are written in one way.
 *
 * Parts stay in order, so that what is printed reads as it was typed.
 */
export function normalise(predicate: Predicate): Predicate {
  switch (predicate.op) {
    case 'in':
      return predicate.values.length === 0 ? nothing : { ...predicate, values: [...new Set(predicate.values)] };
    case 'range':
      return normalRange(predicate);
    case 'cidr': {
      const cidr = parseCidr(predicate.prefix);
      return cidr === null ? predicate : { ...predicate, prefix: cidrText(cidr) };
    }
    case 'text':
    case 'preset':
      return predicate;
    case 'not':
      return negated(normalise(predicate.of));
    case 'all':
    case 'any':
      return normalList(predicate);
  }
}

function negated(of: Predicate): Predicate {
  if (of.op === 'not') return of.of;
  if (isEmpty(of, 'all')) return nothing;
  return isEmpty(of, 'any') ? everything : { op: 'not', of };
}

function normalRange({ op, field, ...limits }: RangePredicate): Predicate {
  const [from, to] = [normalLimit(limits.from), normalLimit(limits.to)];
  const [isFromOpen, isToOpen] = [limits.isFromOpen === true, limits.isToOpen === true];
  if (from === -Infinity && to === Infinity && !isFromOpen && !isToOpen) {
    return negated({ op: 'in', field, values: [''] });
  }
  const isWithin = from < to || (from === to && !isFromOpen && !isToOpen);
  if (typeof from === 'number' && typeof to === 'number' && !isWithin) return nothing;
  return { op, field, from, to, ...(isFromOpen && { isFromOpen }), ...(isToOpen && { isToOpen }) };
}

function normalLimit(limit: Limit): Limit {
  if (typeof limit === 'string') return `p${Number(limit.slice(1))}` satisfies Percentile;
  // One zero: it has two signs, and they are equal.
  return limit + 0;
}

function normalList({ op, of }: List): Predicate {
  const flat = of.map(normalise).flatMap((part) => (part.op === op ? part.of : [part]));
  const decisive = op === 'all' ? 'any' : 'all';
  if (flat.some((part) => isEmpty(part, decisive))) return { op: decisive, of: [] };
  const parts = distinct(op === 'any' ? withValuesJoined(flat) : flat);
  return parts.length === 1 ? parts[0] : { op, of: parts };
}

function withValuesJoined(parts: readonly Predicate[]): Predicate[] {
  const valuesOf = new Map<string, Set<string>>();
  for (const part of parts) {
    if (part.op !== 'in') continue;
    const known = valuesOf.get(part.field) ?? new Set();
    valuesOf.set(part.field, known);
    for (const value of part.values) known.add(value);
  }
  return parts.flatMap((part): Predicate[] => {
    if (part.op !== 'in') return [part];
    const values = valuesOf.get(part.field);
    valuesOf.delete(part.field);
    return values === undefined ? [] : [{ ...part, values: [...values] }];
  });
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
