import type { SchemaElement } from 'hyparquet';
import { writeDecimal } from '../math/decimal.ts';

/** A value of a column, not null, as JSON text. */
export type ToJson = (value: unknown) => string;

/** How a column's values are written, and what hyparquet has to take the column for, so that they come without loss. */
export interface ColumnReading {
  readonly toJson: ToJson;
  readonly element: SchemaElement;
}

const UNIT_DIGITS: Readonly<Record<string, number>> = { MILLIS: 3, MICROS: 6, NANOS: 9 };
const DAY = 86_400_000;

/**
 * Times and durations become seconds with all their digits, whole numbers and decimals all of theirs, floating-point
 * numbers the shortest text that reads as the same number. `durationDigits` is set for a column of Arrow's durations.
 */
export function readingOf(element: SchemaElement, durationDigits: number | undefined): ColumnReading {
  const { converted_type: _, logical_type: __, ...bare } = element;
  const digits = durationDigits ?? timeDigits(element);
  if (digits !== null) return { toJson: (value) => decimalText(BigInt(value as bigint), digits), element: bare };
  const { type, converted_type: converted, logical_type: logical } = element;
  if (converted === 'DATE' || logical?.type === 'DATE') return { toJson: dateText, element: bare };
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = element.scale ?? 0;
    return { toJson: (value) => decimalText(integerOf(value), scale), element: bare };
  }
  if (converted === 'INTERVAL' || logical?.type === 'INTERVAL') return { toJson: intervalText, element: bare };
  if (converted === 'JSON' || logical?.type === 'JSON') {
    return { toJson: String, element: { ...bare, converted_type: 'JSON' } };
  }
  if (logical?.type === 'UUID') return { toJson: JSON.stringify, element };
  if (type === 'BYTE_ARRAY') return { toJson: String, element: { ...bare, converted_type: 'UTF8' } };
  if (type === 'FIXED_LEN_BYTE_ARRAY' && logical?.type !== 'FLOAT16') {
    return { toJson: (value) => quoted(value as Uint8Array), element: bare };
  }
  return { toJson: numberText, element };
}

/** Digits behind the point of a second; null for what is no time. */
function timeDigits({ type, converted_type: converted, logical_type: logical }: SchemaElement): number | null {
  if (type === 'INT96') return 9;
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') return UNIT_DIGITS[logical.unit];
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIME_MILLIS') return 3;
  return converted === 'TIMESTAMP_MICROS' || converted === 'TIME_MICROS' ? 6 : null;
}

/** A whole number over 10^`places`, with all its digits. */
function decimalText(digits: bigint, places: number): string {
  return writeDecimal({ digits, places }, places);
}

/** Numbers and truth values. JSON has no NaN and no infinity. */
export function numberText(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value) ? 'null' : String(value);
}

function dateText(value: unknown): string {
  return JSON.stringify(new Date(Number(value) * DAY).toISOString().slice(0, 10));
}

/** Two's complement, the highest byte first. */
function integerOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as bigint);
  let integer = 0n;
  for (const byte of value) integer = integer * 256n + BigInt(byte);
  return value.length === 0 ? 0n : BigInt.asIntN(8 * value.length, integer);
}

/** Months, days and milliseconds: seconds where there are no months, which have no fixed length. */
function intervalText(value: unknown): string {
  const bytes = value as Uint8Array;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [months, days, milliseconds] = [0, 4, 8].map((at) => view.getUint32(at, true));
  if (months > 0) return JSON.stringify(`P${months}M${days}DT${milliseconds / 1000}S`);
  return decimalText(BigInt(days) * BigInt(DAY) + BigInt(milliseconds), 3);
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** A text in quotes. Bytes that are no UTF-8 are written as Zeek writes them, `\xHH`. */
export function quoted(bytes: Uint8Array): string {
  try {
    return JSON.stringify(strict.decode(bytes));
  } catch {
    const hex = (byte: number) => (byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`);
    return JSON.stringify(Array.from(bytes, hex).join(''));
  }
}
