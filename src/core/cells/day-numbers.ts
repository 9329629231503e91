import { decimalOf, scaled, sum, writeDecimal } from '../math/decimal.ts';

/** Days from the one before 1900, which spreadsheets count from, to 1970. */
const DAYS_TO_1970 = 25_569n;
/** The years 2000 to 2058: as seconds, some hours of the afternoon of January 1, 1970. */
const [FIRST_DAY, LAST_DAY] = [36_526, 58_000];
/** Days between the first and the last flow of a log; seconds would be seven minutes. */
const LONGEST_LOG = 400;

/** Whether a time may be a number of days, as a spreadsheet writes a date into a CSV: `45383.000033`. */
export function isDayNumber(text: string): boolean {
  const days = Number(text.replace(',', '.'));
  return days >= FIRST_DAY && days <= LAST_DAY;
}

/**
 * Epoch seconds of a number of days, with six digits of a second: what is beyond them is rounding. Null for no number.
 */
export function secondsOfDays(number: string): string | null {
  const days = decimalOf(number);
  if (days === null) return null;
  const { digits, places } = scaled(sum(days, { digits: -DAYS_TO_1970, places: 0 }), 86_400n);
  const micro = 10n ** BigInt(Math.max(0, places - 6));
  return writeDecimal({ digits: (digits + micro / 2n) / micro, places: Math.min(places, 6) }, 6);
}

/** Between which numbers the times of a column lie. */
export class DayRange {
  private low = Infinity;
  private high = -Infinity;

  /** A number, with a point or a comma before its fraction; any other is no number of days. */
  add(text: string): void {
    const days = isDayNumber(text) ? Number(text.replace(',', '.')) : Infinity;
    this.low = Math.min(this.low, days);
    this.high = Math.max(this.high, days);
  }

  /** Whether all of them can be days of one log. */
  get isOfDays(): boolean {
    return this.low <= this.high && this.high < Infinity && this.high - this.low <= LONGEST_LOG;
  }
}
