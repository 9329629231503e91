import type { Predicate } from '../../worker/api.ts';
import type { Span } from './span.ts';

/**
 * Flows whose field is in the bins of a brush. Bins hold their lower edge; the last one holds both. `countsUnset` is for an axis on
 * which an unset value counts as 0.
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

/** The bins that a predicate of `predicateOf` holds; null for a predicate of another form or field, or when it holds no bin. */
export function spanOf(predicate: Predicate, field: string, edges: readonly number[]): Span | null {
  if (predicate.op === 'any') return predicate.of.length === 2 ? spanOf(predicate.of[0], field, edges) : null;
  if (predicate.op !== 'range' || predicate.field !== field) return null;
  const bins = edges.length - 1;
  const [from, to] = [Number(predicate.from), Number(predicate.to)];
  if (!(from <= to) || from > edges[bins] || to < edges[0]) return null;
  const last = binOf(to, edges);
  // An open limit on an edge leaves that edge's bin out.
  const isLeftOut = predicate.isToOpen === true && to === edges[last] && last > 0;
  return { first: binOf(from, edges), end: isLeftOut ? last : last + 1 };
}

/** Both axes of a rectangle. An axis that is held whole, or cannot be named by a predicate, adds nothing. */
export function boxPredicate(parts: readonly (Predicate | null)[]): Predicate | null {
  const of = parts.filter((part) => part !== null);
  return of.length === 0 ? null : of.length === 1 ? of[0] : { op: 'all', of };
}

/** The parts of a predicate that `boxPredicate` made. */
export function partsOf(predicate: Predicate): readonly Predicate[] {
  return predicate.op === 'all' ? predicate.of : [predicate];
}

/** The bin of a value; values beyond the ends are in the first and the last bin. */
function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
