import { LogError } from '../errors.ts';
import type { RangePredicate } from './predicate.ts';

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/**
 * The limits of a range with both included: an open one becomes the next number that a double can hold. Throws `LogError` for a
 * percentile: `bind` makes it a number first.
 */
export function closedLimits({ from, to, isFromOpen, isToOpen, field }: RangePredicate): {
  readonly from: number;
  readonly to: number;
} {
  if (typeof from === 'string' || typeof to === 'string') {
    throw new LogError('bad-request', { what: `the percentile of ${field} is not known` });
  }
  return { from: isFromOpen === true ? next(from) : from, to: isToOpen === true ? -next(-to) : to };
}

/** The smallest double above a value; NaN, which no value equals, above infinity. */
function next(value: number): number {
  if (value === Infinity) return Number.NaN;
  if (value === 0) return Number.MIN_VALUE;
  double[0] = value;
  bits[0] += value > 0 ? 1n : -1n;
  return double[0];
}
