import type { Predicate } from '../../worker/api.ts';
import type { Span } from './span.ts';

/**
 * Selects flows whose field is in the bins of a brush. Bins include their lower edge; the last bin includes both. Set
 * `countsUnset` for an axis on which unset counts as 0.
 */
export function predicateOf(
  field: string,
  edges: readonly number[],
  { first, end }: Span,
  countsUnset = false,
): Predicate {
  const last = edges.length - 1;
  const isLast = end === last;
  const [from, to] = [first === 0 ? -Infinity : edges[first], isLast ? Infinity : edges[end]];
  const range: Predicate = { op: 'range', field, from, to, ...(isLast ? {} : { isToOpen: true }) };
  const holdsZero = from <= 0 && to > 0;
  return countsUnset && holdsZero ? { op: 'any', of: [range, { op: 'in', field, values: [''] }] } : range;
}

/** The bins of a predicate made by `predicateOf`. Null for another form or field, or if it covers no bin. */
export function spanOf(predicate: Predicate, field: string, edges: readonly number[]): Span | null {
  if (predicate.op === 'any') return predicate.of.length === 2 ? spanOf(predicate.of[0], field, edges) : null;
  if (predicate.op !== 'range' || predicate.field !== field) return null;
  const bins = edges.length - 1;
  const [from, to] = [Number(predicate.from), Number(predicate.to)];
  if (!(from <= to) || from > edges[bins] || to < edges[0]) return null;
  const last = binOf(to, edges);
  // An excluded limit on an edge excludes that edge's bin.
  const isLeftOut = predicate.isToOpen === true && to === edges[last] && last > 0;
  return { first: binOf(from, edges), end: isLeftOut ? last : last + 1 };
}

/** Combines both axes of a rectangle. An axis that is whole or has no predicate adds nothing. */
export function boxPredicate(parts: readonly (Predicate | null)[]): Predicate | null {
  const of = parts.filter((part) => part !== null);
  return of.length === 0 ? null : of.length === 1 ? of[0] : { op: 'all', of };
}

/** The members of a predicate made by `boxPredicate`. */
export function partsOf(predicate: Predicate): readonly Predicate[] {
  return predicate.op === 'all' ? predicate.of : [predicate];
}

/** The bin of a value. Values beyond the ends belong to the first and last bin. */
function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
