import { type Decimal, decimalOf, scaled, sum, writeDecimal } from '../math/decimal.ts';
import { type Numerals, readNumeral } from './numerals.ts';

/** Seconds of each unit, as a whole number over 10^`places`. A year has 365 days, as in super and zq. */
const units: readonly (readonly [names: RegExp, factor: bigint, places: number])[] = [
  [/^(ns|nsecs?|nanos?|nanoseconds?)$/i, 1n, 9],
  [/^(us|[µμ]s|usecs?|micros?|microseconds?)$/i, 1n, 6],
  [/^(ms|msecs?|millis?|milliseconds?)$/i, 1n, 3],
  [/^(s|secs?|seconds?)$/i, 1n, 0],
  [/^(m|mins?|minutes?)$/i, 60n, 0],
  [/^(h|hrs?|hours?)$/i, 3600n, 0],
  [/^(d|days?)$/i, 86_400n, 0],
  [/^(w|weeks?)$/i, 604_800n, 0],
  [/^(y|years?)$/i, 31_536_000n, 0],
];

const withUnits = /^([+-]?)((?:[\d.,' ]*\d[.]?\s*[a-zµμ]+\s*)+)$/i;
const oneUnit = /([\d.,' ]*\d[.]?)\s*([a-zµμ]+)\s*/giu;
const clock = /^([+-]?)(?:(\d+)\s*days?,?\s*|(\d+)\.(?=\d+:))?([+-]?)(\d+):(\d{1,2})(?::(\d{1,2}))?([.,]\d+)?$/i;
const iso =
  /^([+-]?)P(?:(\d+)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/i;
const daysOnly = /^([+-]?\d+)\s*days?$/i;

/** Numbers in a duration with units, such as `4.266` of `4.266ms`; none where there are no units. */
export function numeralsIn(text: string): string[] {
  if (!withUnits.test(text)) return [];
  return [...text.matchAll(oneUnit)].flatMap(([, number, unit]) => (unitOf(unit) === null ? [] : [number.trim()]));
}

/**
 * Seconds of a duration that is no plain number, written as Zeek would: `4.266ms` and `1h1m1.5s` (Go, super, zq),
 * `0 days 00:00:18.63` (pandas, Python, PostgreSQL), `1.02:03:04.5` (.NET), `00:01:02.5`, ISO 8601 but for years and
 * months, whose length differs. Null for what is none of these. Digits are exact. `numerals` says how numbers before
 * units are written.
 */
export function readDuration(text: string, numerals: Numerals): string | null {
  const found = fromUnits(text, numerals) ?? fromClock(text) ?? fromIso(text);
  return found === null ? null : writeDecimal(found);
}

function fromUnits(text: string, numerals: Numerals): Decimal | null {
  const parts = withUnits.exec(text);
  if (parts === null) return null;
  let total: Decimal = { digits: 0n, places: 0 };
  for (const [, written, name] of parts[2].matchAll(oneUnit)) {
    const unit = unitOf(name);
    const plain = readNumeral(written.trim(), numerals);
    const number = plain === null ? null : decimalOf(plain);
    if (unit === null || number === null) return null;
    total = sum(total, scaled(number, unit.factor, unit.places));
  }
  return parts[1] === '-' ? scaled(total, -1n) : total;
}

function unitOf(name: string): { readonly factor: bigint; readonly places: number } | null {
  const found = units.find(([names]) => names.test(name));
  return found === undefined ? null : { factor: found[1], places: found[2] };
}

/**
 * Hours, minutes and seconds with or without days; minutes and seconds alone only with a fraction, which tells them
 * from hours.
 */
function fromClock(text: string): Decimal | null {
  const whole = daysOnly.exec(text);
  if (whole !== null) return { digits: BigInt(whole[1]) * 86_400n, places: 0 };
  const parts = clock.exec(text);
  if (parts === null) return null;
  const [, sign, days, dottedDays, clockSign, first, second, third, fraction = ''] = parts;
  if (third === undefined && fraction === '') return null;
  const hasDays = days !== undefined || dottedDays !== undefined;
  const [hours, minutes, seconds] = third === undefined ? ['0', first, second] : [first, second, third];
  if (Number(seconds) > 59 || (third !== undefined && Number(minutes) > 59)) return null;
  if (hasDays && (third === undefined || Number(hours) > 23)) return null;
  const clockSeconds = BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
  const ofDay = withFraction(clockSeconds, fraction);
  const signed = clockSign === '-' ? scaled(ofDay, -1n) : ofDay;
  // pandas and Python write half a second less than nothing as `-1 days +23:59:59.5`: the sign is of the days alone.
  const before = { digits: BigInt(days ?? dottedDays ?? '0') * 86_400n, places: 0 };
  if (days !== undefined) return sum(sign === '-' ? scaled(before, -1n) : before, signed);
  const total = sum(before, signed);
  return sign === '-' ? scaled(total, -1n) : total;
}

function withFraction(whole: bigint, fraction: string): Decimal {
  const places = Math.max(0, fraction.length - 1);
  return { digits: whole * 10n ** BigInt(places) + BigInt(fraction.slice(1) || '0'), places };
}

const isoFactors: readonly bigint[] = [604_800n, 86_400n, 3600n, 60n, 1n];

function fromIso(text: string): Decimal | null {
  const parts = iso.exec(text);
  if (parts === null || !/\d/.test(text) || /T$/i.test(text)) return null;
  let total: Decimal = { digits: 0n, places: 0 };
  parts.slice(2).forEach((part, i) => {
    const number = part === undefined ? null : decimalOf(part.replace(',', '.'));
    if (number !== null) total = sum(total, scaled(number, isoFactors[i]));
  });
  return parts[1] === '-' ? scaled(total, -1n) : total;
}
