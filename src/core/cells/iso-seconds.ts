import { powersOfTen } from '../table/parse-number.ts';

const DASH = 45;
const PLUS = 43;
const POINT = 46;
const COLON = 58;
const SPACE = 32;
const T = 84;
const Z = 90;
/** With more, seconds of this century times a power of ten are no exact double. */
const MOST_DECIMALS = 6;
const DAY = 86_400;

/**
 * Epoch seconds of `2024-04-01T00:00:02.886036Z`, also with a space, without a fraction or a zone, and with an offset;
 * NaN for every other text. The same number as `readDate` gives, without a text: about 40 ns.
 */
export function isoSeconds(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 19 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return Number.NaN;
  const mark = bytes[start + 10];
  if ((mark !== T && mark !== SPACE) || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return Number.NaN;
  const year = digits(bytes, start, 4);
  const month = digits(bytes, start + 5, 2);
  const day = digits(bytes, start + 8, 2);
  const hour = digits(bytes, start + 11, 2);
  const minute = digits(bytes, start + 14, 2);
  const second = digits(bytes, start + 17, 2);
  // Whatever is unusual, a leap second or a day that does not exist, is left to the other.
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28 + spare(year, month))) return Number.NaN;
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  let at = start + 19;
  let fraction = 0;
  let decimals = 0;
  if (bytes[at] === POINT && at < end) {
    for (at++; at < end && (bytes[at] ^ 48) < 10; at++, decimals++) fraction = fraction * 10 + (bytes[at] ^ 48);
    if (decimals === 0 || decimals > MOST_DECIMALS) return Number.NaN;
  }
  const offset = at === end || (bytes[at] === Z && at + 1 === end) ? 0 : offsetAt(bytes, at, end);
  const seconds = daysBefore(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset;
  if (!(seconds >= 0)) return Number.NaN;
  const scale = powersOfTen[decimals];
  const exact = seconds * scale + fraction;
  return exact <= Number.MAX_SAFE_INTEGER ? exact / scale : Number.NaN;
}

function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i] ^ 48;
    if (digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Days of a month beyond 28. */
function spare(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 2 : 3;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
}

/** Days from 1970-01-01. Howard Hinnant, days_from_civil. */
function daysBefore(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Seconds of `+0200` or `+02:00`, NaN for anything else. */
function offsetAt(bytes: Uint8Array, at: number, end: number): number {
  const sign = bytes[at];
  if (sign !== PLUS && sign !== DASH) return Number.NaN;
  const isSplit = bytes[at + 3] === COLON;
  if (end - at !== (isSplit ? 6 : 5)) return Number.NaN;
  const hours = digits(bytes, at + 1, 2);
  const minutes = digits(bytes, isSplit ? at + 4 : at + 3, 2);
  if (!(hours <= 18 && minutes < 60)) return Number.NaN;
  return (sign === DASH ? -1 : 1) * (hours * 3600 + minutes * 60);
}
