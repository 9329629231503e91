import { LogError } from '../../errors.ts';
import type { BindContext } from '../bind.ts';
import { isMultiple, isPercentile, type Limit, type Multiple, normalLimit, type Percentile } from '../limits.ts';
import type { Predicate } from '../predicate.ts';
import { kindByName, type ValueKind } from '../value-kinds.ts';
import {
  isPlainNumber,
  isPortLimit,
  readNumber,
  type Written,
  writeDay,
  writeDayBefore,
  writeNumber,
} from '../value-text.ts';
import { ownField } from './bind-field.ts';
import type { Leaf, Reading, Say, Value } from './leaf.ts';

/**
 * A number between two limits. `-Infinity` and `Infinity` mean no limit. Unset values are in no range. A limit is
 * included unless it is open. Multiples are limits of `score` only.
 */
export interface RangePredicate {
  readonly op: 'range';
  readonly field: string;
  readonly from: Limit;
  readonly to: Limit;
  readonly isFromOpen?: true;
  readonly isToOpen?: true;
}

/** `port:>1024`, `score:>=p99`, `time:14:00..14:30` */
export const rangeLeaf: Leaf<RangePredicate> = {
  op: 'range',
  examples: [
    ...['port:>1024', 'bytes:10kB..1MB', 'duration:<1m', 'orig_bytes:>=p50', 'time:2026-03-03', 'port:>1..<5'],
    'score:>=3×',
  ],
  key: ({ field, from, to, isFromOpen, isToOpen }) => {
    const [open, closed] = ['open', ''];
    return [field, String(from), isFromOpen === true ? open : closed, String(to), isToOpen === true ? open : closed];
  },
  fields: ({ field }) => [field],
  normalise,
  bind: bindRange,
  test: (range, { numbersOf }) => ({ kind: 'range', column: numbersOf(range.field), ...closedLimits(range) }),
  readValue,
  claims: (text) => /^[<>]|\.\./.test(text),
  print: (range) => ({ field: range.field, written: [rangeText(range, kindByName(range.field))] }),
  namesAddress: () => false,
  words: (range, say) => `${say.field(range.field)} ${limitWords(range, say)}`,
};

/** A range without limits selects every set value. An empty range selects no flow. */
function normalise({ op, field, ...limits }: RangePredicate): Predicate {
  const [from, to] = [normalLimit(limits.from), normalLimit(limits.to)];
  const [isFromOpen, isToOpen] = [limits.isFromOpen === true, limits.isToOpen === true];
  if (from === -Infinity && to === Infinity && !isFromOpen && !isToOpen) {
    return { op: 'not', of: { op: 'in', field, values: [''] } };
  }
  const isSome = from < to || (from === to && !isFromOpen && !isToOpen);
  if (typeof from === 'number' && typeof to === 'number' && !isSome) return { op: 'any', of: [] };
  return { op, field, from, to, ...(isFromOpen && { isFromOpen }), ...(isToOpen && { isToOpen }) };
}

async function bindRange(range: RangePredicate, context: BindContext): Promise<RangePredicate> {
  const field = ownField(range.field, context);
  const numberOf = async (limit: Limit) =>
    isPercentile(limit) ? ((await context.quantileOf(field, Number(limit.slice(1)))) ?? Number.NaN) : limit;
  return { ...range, field, from: await numberOf(range.from), to: await numberOf(range.to) };
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/**
 * The limits of a range with both ends included. An open limit becomes the neighbouring double. Throws `LogError` for a
 * percentile or multiple, which `bind` or `inScores` has to replace first.
 */
function closedLimits({ from, to, isFromOpen, isToOpen, field }: RangePredicate): {
  readonly from: number;
  readonly to: number;
} {
  if (typeof from === 'string' || typeof to === 'string') {
    throw new LogError('bad-request', { what: `the limits ${from} and ${to} of ${field} are not numbers yet` });
  }
  return { from: isFromOpen === true ? next(from) : from, to: isToOpen === true ? -next(-to) : to };
}

/** The smallest double above a value. NaN above infinity: no value equals it. */
function next(value: number): number {
  if (value === Infinity) return Number.NaN;
  if (value === 0) return Number.MIN_VALUE;
  double[0] = value;
  bits[0] += value > 0 ? 1n : -1n;
  return double[0];
}

/** Reads a comparison, a range such as `1..5` or `>1..<5`, or a day. `in` reads single numbers. */
function readValue({ field, kind, name, text, isQuoted }: Value, reading: Reading): RangePredicate | null {
  if (isQuoted || kind === 'words' || text === '-' || text === '*') return null;
  if (kind === 'address' || kind === 'text')
    return /^[<>]/.test(text) ? reading.wrong('not-comparable', { name }) : null;
  const [, sign = '', first = '', mark, second = ''] = /^(>=|<=|>|<)?(.*?)(?:(\.\.<?)(.*))?$/s.exec(text) ?? [];
  const isBare = sign === '' && mark === undefined;
  const range: RangePredicate = { op: 'range', field, from: -Infinity, to: Infinity };
  const low = readLimit(kind, first, reading);
  if (mark !== undefined) {
    if (sign.startsWith('<')) reading.wrong('wrong-range');
    const high = readLimit(kind, second, reading);
    if (typeof low !== 'string' && typeof high !== 'string' && isReversed(low, high, mark === '..')) {
      reading.wrong('reversed-range', { range: `${second}${mark}${first}` });
    }
    return { ...range, ...limitOf(sign || '>=', low), ...limitOf(mark === '..' ? '<=' : '<', high) };
  }
  if (!isBare) return { ...range, ...limitOf(sign, low) };
  if (typeof low === 'string') return reading.wrong(isMultiple(low) ? 'bare-multiple' : 'bare-percentile');
  return low.end === undefined ? null : { ...range, ...limitOf('>=', low), ...limitOf('<=', low) };
}

/** Whether a range starts after its end. A day that is included ends with its last moment. */
function isReversed(low: Written, high: Written, isIncluded: boolean): boolean {
  return isIncluded && high.end !== undefined ? low.from >= high.end : low.from > high.from;
}

function readLimit(kind: ValueKind, text: string, reading: Reading): Written | Percentile | Multiple {
  const times = kind === 'score' ? readTimes(text) : null;
  if (times !== null) return times;
  if (/^p[\d.]/.test(text)) {
    const percent = Number(text.slice(1));
    return percent >= 0 && percent <= 100 ? `p${percent}` : reading.wrong('wrong-percentile');
  }
  const number = readNumber(kind, text, reading.schema.firstDay);
  const isPossible = number !== null && (kind !== 'port' || isPortLimit(number.from));
  if (isPossible) return number;
  const [, first = '', second = ''] = /^([^-]+)-([^-]+)$/.exec(text) ?? [];
  const isDashed = [first, second].every((limit) => readNumber(kind, limit, reading.schema.firstDay) !== null);
  return isDashed
    ? reading.wrong('dashed-range', { range: `${first}..${second}` })
    : reading.wrong('wrong-value', { kind });
}

/** `3x` or `3 ×`: a multiple of the threshold. */
function readTimes(text: string): Multiple | null {
  const [, times = ''] = /^(.*?)\s*[x×]$/is.exec(text) ?? [];
  return isPlainNumber(times) && Number.isFinite(Number(times)) ? `${Number(times)}×` : null;
}

/** A day is an interval: `>` starts at its end, `<=` ends before its end. */
function limitOf(sign: string, limit: Written | Percentile | Multiple): Partial<RangePredicate> {
  const [isLow, isOpen] = [sign.startsWith('>'), sign.length === 1];
  const { from, end }: { from: Limit; end?: number } = typeof limit === 'string' ? { from: limit } : limit;
  const isPast = end !== undefined && isLow === isOpen;
  const at = isPast ? end : from;
  if (isLow) return { from: at, ...(isOpen && !isPast && { isFromOpen: true }) };
  return { to: at, ...((isOpen || isPast) && { isToOpen: true }) };
}

function rangeText({ from, to, isFromOpen, isToOpen }: RangePredicate, kind: ValueKind): string {
  const number = (limit: Limit) => (typeof limit === 'string' ? limit : writeNumber(kind, limit));
  const day = (limit: Limit, write: (seconds: number) => string | null) =>
    kind === 'time' && typeof limit === 'number' ? write(limit) : null;
  const hasFrom = from !== -Infinity || isFromOpen === true;
  const hasTo = to !== Infinity || isToOpen === true;
  const low = isFromOpen === true ? number(from) : (day(from, writeDay) ?? number(from));
  if (!hasTo) return `${isFromOpen === true ? '>' : '>='}${low}`;
  const lastDay = isToOpen === true ? day(to, writeDayBefore) : null;
  if (!hasFrom) return lastDay !== null ? `<=${lastDay}` : `${isToOpen === true ? '<' : '<='}${number(to)}`;
  const high = lastDay ?? `${isToOpen === true ? '<' : ''}${number(to)}`;
  const isOneDay = lastDay !== null && isFromOpen !== true && lastDay === low;
  // A leading `-` would be read as a negation.
  const sign = isFromOpen === true ? '>' : low.startsWith('-') ? '>=' : '';
  return isOneDay ? lastDay : `${sign}${low}..${high}`;
}

function limitWords({ field, from, to, isFromOpen, isToOpen }: RangePredicate, say: Say): string {
  const limit = (at: Limit) =>
    typeof at === 'number' ? say.number(at, field) : isMultiple(at) ? at.replace('×', ' ×') : at;
  if (to === Infinity) return from === -Infinity ? 'set' : `${isFromOpen ? 'above' : 'from'} ${limit(from)}`;
  if (from === -Infinity) return `${isToOpen ? 'below' : 'up to'} ${limit(to)}`;
  return `${isFromOpen ? 'above ' : ''}${limit(from)} to ${isToOpen ? 'below ' : ''}${limit(to)}`;
}
