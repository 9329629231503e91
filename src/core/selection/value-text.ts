import { parseAddress } from '../schema/address.ts';
import type { ValueKind } from './value-kinds.ts';

/** A written number, or an interval: a day begins at `from` and ends before `end`. */
export interface Written {
  readonly from: number;
  readonly end?: number;
}

const DAY = 86_400;
const LAST_PORT = 65_535;
/** Longest text with units, in characters beyond the plain number: `1h30m` may stand for 5400. */
const MOST_LONGER = 2;
const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Whether a text is a number without a unit. */
export function isPlainNumber(text: string): boolean {
  return plain.test(text);
}

/** Reads a number in the notation of its kind. Null if the text is not one. Plain numbers are in the log's own unit. */
export function readNumber(kind: ValueKind, text: string, firstDay: number | null): Written | null {
  if (isPlainNumber(text)) return { from: Number(text) };
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return { from: text.startsWith('-') ? -Infinity : Infinity };
  if (kind === 'time') return readTime(text, firstDay);
  const value = kind === 'duration' ? readDuration(text) : hasSizes(kind) ? readSize(text) : null;
  return value === null ? null : { from: value };
}

function hasSizes(kind: ValueKind): boolean {
  return kind === 'size' || kind === 'count';
}

/** Whether a number can be a port. */
export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= LAST_PORT;
}

/** Whether a number can be a limit of ports. Limits can be infinite or between two ports. */
export function isPortLimit(value: number): boolean {
  return !Number.isFinite(value) || (value >= 0 && value <= LAST_PORT);
}

/** Writes a number in the notation of its kind. Uses units where they are exact and about as short. */
export function writeNumber(kind: ValueKind, value: number): string {
  const bare = Math.abs(value) === Infinity ? (value < 0 ? '-inf' : 'inf') : String(value);
  const isExact = (text: string) => readNumber(kind, text, null)?.from === value;
  if (kind === 'time') return [writeTime(value)].find(isExact) ?? bare;
  const words = kind === 'duration' ? durationTexts(value) : hasSizes(kind) ? sizeTexts(kind, value) : [];
  const [first = bare, ...others] = words.filter((text) => text.length <= bare.length + MOST_LONGER && isExact(text));
  return others.reduce((best, text) => (text.length < best.length ? text : best), first);
}

/** Whether a text has the characters and separators of an address. */
export function looksLikeAddress(text: string): boolean {
  return /^[\da-f.:/]*[.:/][\da-f.:/]*$/i.test(text);
}

/** Whether a text has the form of a whole address without being one: `10.0.0.300`, `fe80:::1`. */
export function isBrokenAddress(text: string): boolean {
  const isWhole = /^\d+(?:\.\d+){3}$|^[\da-f:.]*::[\da-f:.]*$|^(?:[\da-f]+:){7}[\da-f.]+$/i.test(text);
  return isWhole && parseAddress(text) === null;
}

/** The day that begins at this time (epoch seconds), such as `2026-03-03`. Null when no day begins there. */
export function writeDay(seconds: number): string | null {
  const text = seconds % DAY === 0 ? writeTime(seconds).slice(0, 10) : '';
  return readTime(text, null)?.from === seconds ? text : null;
}

/** The day that ends at this time. Null when no day ends there. */
export function writeDayBefore(seconds: number): string | null {
  return writeDay(seconds - DAY);
}

const sizes: readonly (readonly [unit: string, factor: number])[] = [
  ...[...'kMGT'].map((letter, i) => [`${letter}B`, 1000 ** (i + 1)] as const),
  ...[...'KMGT'].map((letter, i) => [`${letter}iB`, 1024 ** (i + 1)] as const),
];

/** `10MB`, `1.5KiB` or `20k`, ignoring letter case. */
function readSize(text: string): number | null {
  const [, count, unit = ''] = /^([+-]?[\d.]+)([a-z]+)$/i.exec(text) ?? [];
  if (count === undefined || !isPlainNumber(count)) return null;
  const small = unit.toLowerCase();
  if (small === 'b') return Number(count);
  const found = sizes.find(
    ([name]) => name.toLowerCase() === small || (!name.includes('i') && name[0].toLowerCase() === small),
  );
  return found === undefined ? null : Number(count) * found[1];
}

function sizeTexts(kind: ValueKind, value: number): string[] {
  const fitting = sizes.filter(([unit, factor]) => value >= factor && (kind === 'size' || !unit.includes('i')));
  return fitting.map(([unit, factor]) => `${value / factor}${kind === 'size' ? unit : unit[0]}`);
}

const durations: Readonly<Record<string, number>> = {
  ...{ d: DAY, h: 3600, m: 60, min: 60, s: 1 },
  ...{ ms: 1e-3, us: 1e-6, µs: 1e-6 },
};

/** `1h30m`, `500ms`: numbers with units, added up. */
function readDuration(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:d|h|min|ms|m|s|us|µs))+$/.test(text)) return null;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/([\d.]+)([a-zµ]+)/g)) {
    // Divides instead of multiplying: 3 / 1000 is the double nearest to 0.003, 3 * 0.001 may not be.
    sum += durations[unit] < 1 ? Number(count) / Math.round(1 / durations[unit]) : Number(count) * durations[unit];
  }
  return sum;
}

function durationTexts(value: number): string[] {
  if (!(value > 0)) return [];
  if (!Number.isInteger(value)) return [`${value * 1e3}ms`, `${Math.round(value * 1e6)}us`];
  let rest = value;
  const parts = (['d', 'h', 'm', 's'] as const).map((unit) => {
    const count = Math.floor(rest / durations[unit]);
    rest -= count * durations[unit];
    return count === 0 ? '' : `${count}${unit}`;
  });
  return [parts.join('')];
}

/** ISO 8601 with or without a zone (default UTC), a day, or a time of day on the log's first day. */
function readTime(text: string, firstDay: number | null): Written | null {
  const clock = /^(\d\d?):(\d\d)(?::(\d\d)(\.\d+)?)?$/;
  const [, date, time = null, zone = 'Z'] = /^(\d{4}-\d\d-\d\d)(?:T([\d:.]+)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ?? [];
  const day = date === undefined ? firstDay : midnightOf(date);
  if (day === null) return null;
  if (date !== undefined && time === null) return { from: day, end: day + DAY };
  const [, hours, minutes, seconds = '0', fraction = ''] = clock.exec(time ?? text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const whole = day + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) - offsetOf(zone);
  // Parses the decimal text as the log reader does, so both give the same double.
  return { from: whole < 0 ? whole + Number(`0${fraction}`) : Number(`${whole}${fraction}`) };
}

function midnightOf(date: string): number | null {
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date);
  return isReal ? milliseconds / 1000 : null;
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** A time to the second, or as exact as the number. Empty for a year that does not have four digits. */
function writeTime(seconds: number): string {
  const [whole, fraction] = String(seconds).split('.');
  if (!(seconds >= 0 && seconds < 253_402_300_800) || whole.includes('e')) return '';
  const iso = new Date(Number(whole) * 1000).toISOString();
  const clock =
    fraction !== undefined ? `${iso.slice(11, 19)}.${fraction}` : iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19);
  return `${iso.slice(0, 11)}${clock}Z`;
}
