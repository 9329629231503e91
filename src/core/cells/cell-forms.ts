import { decimalOf, scaled, writeDecimal } from '../math/decimal.ts';
import { isWhole, type NumberReading } from '../schema/number-reading.ts';
import { isNoNumber } from '../table/cell-reader.ts';
import { type FieldBlock, isUnsetCell, type NumberForms } from '../table/field-block.ts';
import { isDayNumber, secondsOfDays } from './day-numbers.ts';
import { numeralsIn, readDuration } from './durations.ts';
import { isoSeconds } from './iso-seconds.ts';
import { isNumberLike, LONGEST_NUMBER, type Numerals, plainNumerals, readNumeral, withPlainMarks } from './numerals.ts';
import { type DayOrder, dayEvidence, isOfUnknownZone, readDate, withoutUtc } from './times.ts';

/** How a column of a file writes its numbers, found by looking at all of it: see `Survey`. */
export interface ColumnForm {
  /** Null where no way of writing numbers reads all of the column: only what is plain is read. */
  readonly numerals: Numerals | null;
  readonly order: DayOrder | null;
  /** Whether its times are days since 1900, as spreadsheets keep them. */
  readonly isDays: boolean;
}

/** The forms of a file's columns by field; a column that is not listed is written as Zeek writes it. */
export type DecidedForms = ReadonlyMap<string, ColumnForm>;

/** How a cell was understood that is not written as Zeek writes numbers. */
type FormKind = 'decimal-comma' | 'grouped' | 'duration' | 'date' | 'days' | 'zoneless' | 'epoch-unit' | 'unset';

/** An example of it: `0,004` of `duration` is 0.004. */
export interface Understood {
  readonly field: string;
  readonly kind: FormKind;
  readonly text: string;
  readonly value: string;
}

/** Thrown at a cell that can only be judged by the whole of its column, in a file whose columns were not surveyed. */
export class SurveyNeeded extends Error {}

const plainForm: ColumnForm = { numerals: plainNumerals, order: null, isDays: false };
const decoder = new TextDecoder();

/**
 * Reads the cells of a file that are not plain numbers, by what their fields are and how their columns are written.
 * `decided` is null for a file that was not surveyed.
 */
export class CellForms implements NumberForms {
  private readonly fields: readonly string[];
  private readonly readings: readonly (NumberReading | null)[];
  private readonly decided: DecidedForms | null;
  private readonly found = new Map<string, Understood>();
  /** Whether a time without a zone was met. */
  private isZoneless = false;

  constructor(
    fields: readonly string[],
    readings: readonly (NumberReading | null)[],
    decided: DecidedForms | null = null,
  ) {
    this.fields = fields;
    this.readings = readings;
    this.decided = decided;
  }

  /** One example of each field and kind. */
  get examples(): Iterable<Understood> {
    return this.found.values();
  }

  readingOf(field: number): NumberReading | null {
    return this.readings[field];
  }

  isTime(field: number): boolean {
    return this.readings[field] === 'time';
  }

  readsAll(field: number): boolean {
    const { numerals, isDays } = this.formOf(field);
    const { decimal, group } = numerals ?? plainNumerals;
    return isDays || this.readings[field] === 'nanoseconds' || decimal !== '.' || group === '.';
  }

  /** The first time of a block that is set: its text and seconds, null when there is none. Throws `SurveyNeeded`. */
  firstTime(block: FieldBlock): { readonly text: string; readonly seconds: number } | null {
    const field = this.readings.indexOf('time');
    const { bytes, starts, stride, separatorLength } = block;
    for (let i = 0, at = field; i < block.count && field >= 0; i++, at += stride) {
      const end = starts[at + 1] - separatorLength;
      if (isUnsetCell(block, bytes, starts[at], end)) continue;
      const text = decoder.decode(bytes.subarray(starts[at], Math.min(end, starts[at] + LONGEST_NUMBER)));
      if (this.decided === null && isDayNumber(text)) throw new SurveyNeeded();
      const seconds = this.valueOf(field, bytes, starts[at], end);
      if (!Number.isNaN(seconds)) return { text, seconds };
    }
    return null;
  }

  isWhole(field: number): boolean {
    return isWhole(this.readings[field]);
  }

  valueOf(field: number, bytes: Uint8Array, start: number, end: number): number {
    const reading = this.readings[field];
    if (reading === 'time') {
      const seconds = isoSeconds(bytes, start, end);
      if (!Number.isNaN(seconds)) {
        if (!this.isZoneless && !namesZone(bytes, end)) this.noteZone(field, bytes, start, end);
        return seconds;
      }
    } else if (isWhole(reading) && !this.readsAll(field)) {
      const count = wholeBeforeZero(bytes, start, end);
      if (count >= 0) return count;
    }
    const text = this.textOf(field, bytes, start, end);
    if (text !== null) return Number(text);
    if (isNoNumber(bytes, start, end)) this.noteUnset(field, decoder.decode(bytes.subarray(start, end)));
    return Number.NaN;
  }

  /** The cell as Zeek would write it, null if it is not a number of this form. Throws `SurveyNeeded`. */
  textOf(field: number, bytes: Uint8Array, start: number, end: number): string | null {
    const reading = this.readings[field];
    if (reading === null || end - start > LONGEST_NUMBER) return null;
    const text = withPlainMarks(decoder.decode(bytes.subarray(start, end)));
    if (reading === 'time') return this.time(field, text);
    if (reading === 'interval' || reading === 'nanoseconds') return this.interval(field, text, reading);
    const number = this.numeral(field, text);
    return number === null
      ? null
      : this.noted(field, text, isWhole(reading) ? wholeOf(number, reading) : finite(number));
  }

  private time(field: number, text: string): string | null {
    const number = this.numeral(field, withoutUtc(text));
    if (number !== null && this.formOf(field).isDays) {
      const seconds = secondsOfDays(number);
      if (seconds !== null) this.note(field, 'days', text, seconds);
      return seconds;
    }
    if (number !== null) {
      const seconds = this.noted(field, text, epochSeconds(number));
      if (seconds !== null && seconds !== number) this.note(field, 'epoch-unit', text, seconds);
      return seconds;
    }
    const evidence = dayEvidence(text);
    if (evidence !== null && this.decided === null) throw new SurveyNeeded();
    const date = readDate(text, this.formOf(field).order);
    if (date !== null && evidence !== null) this.note(field, 'date', text, date);
    if (date !== null && isOfUnknownZone(text)) this.note(field, 'zoneless', text, date);
    return date;
  }

  private interval(field: number, text: string, reading: 'interval' | 'nanoseconds'): string | null {
    const number = this.numeral(field, text);
    if (number !== null) {
      if (reading === 'interval') return this.noted(field, text, finite(number));
      const whole = wholeOf(number, 'count');
      if (whole === null) return null;
      return this.noted(field, text, writeDecimal(scaled({ digits: BigInt(whole), places: 0 }, 1n, 9)));
    }
    if (this.decided === null && numeralsIn(text).some(isUnplain)) throw new SurveyNeeded();
    const duration = readDuration(text, this.formOf(field).numerals ?? plainNumerals);
    if (duration !== null) this.note(field, 'duration', text, duration);
    return duration;
  }

  /** The number that the column's way of writing them reads, as Zeek would write it. */
  private numeral(field: number, text: string): string | null {
    const form = this.formOf(field);
    const isInDoubt = isWhole(this.readings[field]) ? isGroupedByPoints(text) : false;
    if (this.decided === null && isNumberLike(text) && (isInDoubt || isUnplain(text))) throw new SurveyNeeded();
    if (form.numerals === null) return isInDoubt ? null : readNumeral(text, plainNumerals);
    return readNumeral(text, form.numerals);
  }

  /** Passes a number on, and keeps the marks that its text has for the report. */
  private noted(field: number, text: string, number: string | null): string | null {
    const { decimal, group } = this.formOf(field).numerals ?? plainNumerals;
    if (number === null) return null;
    if (decimal === ',' && text.includes(',')) this.note(field, 'decimal-comma', text, number);
    if (group !== '' && text.includes(group)) this.note(field, 'grouped', text, number);
    return number;
  }

  private formOf(field: number): ColumnForm {
    return this.decided?.get(this.fields[field]) ?? plainForm;
  }

  private noteZone(field: number, bytes: Uint8Array, start: number, end: number): void {
    this.isZoneless = true;
    this.note(field, 'zoneless', decoder.decode(bytes.subarray(start, end)), '');
  }

  /** Zeek's own words for it need no mention. */
  private noteUnset(field: number, text: string): void {
    if (!/nan|inf|X/i.test(text)) this.note(field, 'unset', text, 'unset');
  }

  private note(field: number, kind: FormKind, text: string, value: string): void {
    const name = this.fields[field];
    const key = `${kind} ${name}`;
    if (!this.found.has(key)) this.found.set(key, { field: name, kind, text, value });
  }
}

/** Whether a time of ISO 8601 ends in `Z` or an offset. */
function namesZone(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === LETTER_Z || isSign(bytes[end - 5]) || isSign(bytes[end - 6]);
}

function isSign(byte: number): boolean {
  return byte === 43 || byte === 45;
}

const LETTER_Z = 90;

function isUnplain(text: string): boolean {
  return readNumeral(text, plainNumerals) === null;
}

/** `1.234`: a fraction to some, a thousand to others. */
function isGroupedByPoints(text: string): boolean {
  return readNumeral(text, { decimal: ',', group: '.' }) !== null && text.includes('.');
}

/** A count without a zero fraction; null for a fraction, a sign (but of an int) or more than 2^53. */
function wholeOf(number: string, reading: NumberReading | null): string | null {
  const parts = /^(-?)(\d+)(?:\.0*)?$/.exec(number);
  if (parts === null || (parts[1] === '-' && reading !== 'int')) return null;
  if (Number(parts[2]) > Number.MAX_SAFE_INTEGER) return null;
  return parts[1] + parts[2];
}

/**
 * A time as seconds: numbers beyond 1e11, 1e14 and 1e17 are milli-, micro- and nanoseconds. An exponent would hide
 * digits.
 */
function epochSeconds(number: string): string | null {
  const parts = /^([+-]?)(\d*)(\.\d*)?$/.exec(number);
  const exact = decimalOf(number);
  if (parts === null || exact === null) return null;
  const size = parts[2].replace(/^0+/, '').length;
  const places = size > 17 ? 9 : size > 14 ? 6 : size > 11 ? 3 : 0;
  return places === 0 ? number : writeDecimal(scaled(exact, 1n, places));
}

function finite(number: string): string | null {
  return Number.isFinite(Number(number)) ? number : null;
}

/** `42.0`, as pandas writes counts of a column with unset cells, is 42; -1 for anything else, and for three zeros. */
function wholeBeforeZero(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let value = 0;
  while (at < end && (bytes[at] ^ 48) < 10) value = value * 10 + (bytes[at++] ^ 48);
  if (at === start || at === end || bytes[at] !== 46 || value > Number.MAX_SAFE_INTEGER) return -1;
  const point = at++;
  while (at < end && bytes[at] === 48) at++;
  const zeros = at - point - 1;
  return at === end && zeros > 0 && zeros !== 3 ? value : -1;
}
