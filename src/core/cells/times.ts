import { writeDecimal } from '../math/decimal.ts';

/** Which of two numbers at the front of a date is its day. */
export type DayOrder = 'day-first' | 'month-first';

/** A time without the zone UTC at its end, which epoch seconds may carry too. */
export function withoutUtc(text: string): string {
  return text.replace(/ ?(UTC|GMT|Z)$/i, '');
}

/** What the two numbers at the front of a date say of their order; `undecided` where both could be a month. */
export type DayEvidence = DayOrder | 'undecided' | 'impossible';

const zone = '(?:\\s*(Z|UTC|GMT|UT|(?:UTC|GMT)?[+-]\\d\\d(?::?\\d\\d)?|\\[UTC\\]|\\(UTC\\)))?';
const clock = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,:](\\d{1,12}))?)?(?:\\s*([AP])\\.?M\\.?)?';
const month = '([A-Za-z]{3,9})\\.?';
const weekday = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\\s+)?';
const comma = '(?:,|\\s+@|\\s+at|T)?\\s*';

const iso = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:(?:T|,?\\s+)${clock}${zone})?$`, 'i');
const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?:(\d\d)(?:[.,](\d{1,12}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
/** `Jan 11, 2019 @ 06:33:35.857` (Kibana), `Apr 1, 2024, 12:00:02 AM`. */
const monthDayYear = new RegExp(`^${weekday}${month}\\s+(\\d{1,2}),?\\s+(\\d{4})${comma}${clock}${zone}$`, 'i');
/** `Mon, 01 Apr 2024 00:00:02 +0200` (RFC 5322), `01/Apr/2024:00:00:02 +0000` (Apache), `01-Apr-2024 00:00:02`. */
const dayMonthYear = new RegExp(`^${weekday}(\\d{1,2})[-/ ]${month}[-/ ](\\d{4})[:,T ]\\s*${clock}${zone}$`, 'i');
/** `Mon Apr  1 00:00:02 2024` (ctime), with a zone before the year or not. */
const ctime = new RegExp(`^${weekday}${month}\\s+(\\d{1,2})\\s+${clock}${zone}\\s+(\\d{4})$`, 'i');
/** `4/1/2024, 12:00:02.886 AM`, `01.04.2024 00:00:02`. */
const numeric = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d\\d)(?:${comma}${clock}${zone})?$`, 'i');

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Moment {
  readonly year: string;
  /** From 1. */
  readonly month: number;
  readonly day: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  readonly fraction?: string;
  readonly half?: string;
  readonly zone?: string;
}

/**
 * Epoch seconds of a date that is no number, as Zeek would write them, with at least six decimals: ISO 8601 with 0 to
 * 12 digits of a second and any offset, `zeek-cut -d` and `-u`, a trailing `UTC`, dates with names of months as Kibana,
 * ctime and RFC 5322 write them, and dates in numbers by `order`. UTC where no zone is named. Null for what is none of
 * these, and for a moment that does not exist, such as February 30.
 */
export function readDate(text: string, order: DayOrder | null): string | null {
  const moment = momentOf(text, order);
  return moment === null ? null : epochOf(moment);
}

/** Whether a date has no zone. It is then probably in the zone of the program that exported it. */
export function isOfUnknownZone(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) || !/(Z|UT|UTC|GMT|[+-]\d\d(:?\d\d)?|\]|\))(\s+\d{4})?$/i.test(text);
}

/**
 * What a date in numbers, such as `13/4/2024`, says of the order of day and month; null when it is none. Points are
 * used between day and month by countries that put the day first; `4/1/2024, 12:00:02 AM` without leading zeros is how
 * browsers in the United States write.
 */
export function dayEvidence(text: string): DayEvidence | null {
  const parts = numeric.exec(text);
  if (parts === null) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (first === 0 || second === 0 || first > 31 || second > 31 || (first > 12 && second > 12)) return 'impossible';
  if (parts[4].length === 2) return 'undecided';
  if (first > 12) return 'day-first';
  if (second > 12) return 'month-first';
  if (parts[2] === '.') return 'day-first';
  return /^[1-9]\d?\/[1-9]\d?\/\d{4}, \d{1,2}:\d\d.* [AP]M\b/.test(text) ? 'month-first' : 'undecided';
}

function momentOf(text: string, order: DayOrder | null): Moment | null {
  let parts = iso.exec(text);
  if (parts !== null) {
    const [, year, , monthOf, day, hour, minute, second, fraction, half, zone] = parts;
    return momentWith(year, Number(monthOf), day, hour, minute, second, fraction, half, zone);
  }
  parts = basic.exec(text);
  if (parts !== null) {
    const [, year, monthOf, day, hour, minute, second, fraction, zone] = parts;
    return momentWith(year, Number(monthOf), day, hour, minute, second, fraction, undefined, zone);
  }
  parts = monthDayYear.exec(text);
  if (parts !== null) {
    const [, name, day, year, ...rest] = parts;
    return momentWith(year, monthNumber(name), day, ...restOf(rest));
  }
  parts = dayMonthYear.exec(text);
  if (parts !== null) {
    const [, day, name, year, ...rest] = parts;
    return momentWith(year, monthNumber(name), day, ...restOf(rest));
  }
  parts = ctime.exec(text);
  if (parts !== null) {
    const [, name, day, ...rest] = parts;
    return momentWith(rest[6], monthNumber(name), day, ...restOf(rest));
  }
  parts = numeric.exec(text);
  if (parts === null || order === null) return null;
  const [, first, , second, year, ...rest] = parts;
  const [day, monthOf] = order === 'day-first' ? [first, second] : [second, first];
  return year.length === 2 ? null : momentWith(year, Number(monthOf), day, ...restOf(rest));
}

type Rest = [
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
  half: string | undefined,
  zone: string | undefined,
];

function restOf(parts: readonly (string | undefined)[]): Rest {
  return [parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]];
}

function momentWith(year: string, monthOf: number, day: string, ...rest: Rest): Moment {
  const [hour = '0', minute = '0', second = '0', fraction = '', half = '', zone = 'Z'] = rest;
  return { year, month: monthOf, day, hour, minute, second, fraction, half, zone };
}

/** 0 for what is no month's name. */
function monthNumber(name: string): number {
  const short = name.slice(0, 3).toLowerCase();
  const long = 'january february march april may june july august september october november december';
  const isName = name.length === 3 || /^sept$/i.test(name) || long.split(' ').includes(name.toLowerCase());
  return isName ? months.indexOf(short) + 1 : 0;
}

function epochOf(moment: Moment): string | null {
  const { fraction = '', zone = 'Z', half = '' } = moment;
  const [year, day, minute, second] = [moment.year, moment.day, moment.minute, moment.second].map(Number);
  let hour = Number(moment.hour);
  if (half !== '') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/p/i.test(half) ? 12 : 0);
  }
  // A leap second is written as the 60th.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, moment.month - 1, day);
  if (date.getUTCMonth() !== moment.month - 1 || date.getUTCDate() !== day) return null;
  const offset = offsetOf(zone);
  if (offset === null) return null;
  const seconds = date.getTime() / 1000 + hour * 3600 + minute * 60 + second - offset;
  // Zeek rounds .9999996 s up to `.1000000`: seven digits that mean a whole second.
  if (fraction === '1000000') return writeDecimal({ digits: BigInt(seconds + 1), places: 0 }, 6);
  const places = fraction.length;
  return writeDecimal({ digits: BigInt(seconds) * 10n ** BigInt(places) + BigInt(fraction || '0'), places }, 6);
}

/** Seconds east of UTC, null for what no zone has. */
function offsetOf(zone: string): number | null {
  const parts = /([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (parts === null) return 0;
  const [hours, minutes] = [Number(parts[2]), Number(parts[3] ?? 0)];
  if (hours > 18 || minutes > 59) return null;
  return (parts[1] === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}
