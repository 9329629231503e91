import { neededFields } from '../schema/conn.ts';
import { isWhole, type NumberReading } from '../schema/number-reading.ts';
import type { ColumnForm, DecidedForms } from './cell-forms.ts';
import { DayRange } from './day-numbers.ts';
import { numeralsIn } from './durations.ts';
import {
  allNumerals,
  isNumberLike,
  LONGEST_NUMBER,
  type Numerals,
  plainNumerals,
  readNumeral,
  shapeOf,
  withPlainMarks,
} from './numerals.ts';
import { type DayOrder, dayEvidence, withoutUtc } from './times.ts';

interface Example {
  readonly text: string;
  readonly line: number;
}

/** What the cells of one column show. */
interface Evidence {
  readonly reading: NumberReading;
  /** One number of each shape. */
  readonly shapes: Map<string, Example>;
  /** Whether there is a whole number without a fraction. */
  hasBare: boolean;
  readonly orders: Set<DayOrder>;
  undecided: Example | null;
  /** Whether the numbers of a column of times may be days of a spreadsheet; null for other columns. */
  readonly days: DayRange | null;
}

/** A column that can be read in two ways which differ. */
interface Ambiguity extends Example {
  readonly field: string;
  readonly kind: 'number' | 'date';
  /** The two readings of a number. */
  readonly readings: readonly string[];
}

/** More shapes than any column of numbers has. */
const MOST_SHAPES = 256;
const decoder = new TextDecoder();

/**
 * Looks at every number of a file and decides, column by column, how numbers and dates are written. A way of writing
 * numbers is taken when it is the only one that reads all numbers of the column. Between several, the other columns of
 * the file may decide for counts; a column that may have fractions is then left open.
 */
export class Survey {
  private readonly columns = new Map<string, Evidence>();

  /** A cell of `field` in line `line`. Unset ones need not be shown. */
  look(field: string, reading: NumberReading, bytes: Uint8Array, start: number, end: number, line: number): void {
    if (end - start > LONGEST_NUMBER) return;
    const column = this.column(field, reading);
    if (end - start < 4 && isDigits(bytes, start, end)) {
      column.days?.add('0');
      column.hasBare = true;
      return;
    }
    const text = withPlainMarks(decoder.decode(bytes.subarray(start, end)));
    const example = { text, line };
    const number = reading === 'time' ? withoutUtc(text) : text;
    if (isNumberLike(number)) {
      column.days?.add(number);
      this.addNumber(column, { text: number, line });
    } else if (reading === 'time') addDate(column, example);
    else if (reading === 'interval')
      for (const number of numeralsIn(text)) this.addNumber(column, { text: number, line });
  }

  /** The forms of the columns that differ from Zeek's, and those that nothing decides. */
  decide(): { readonly forms: DecidedForms; readonly ambiguous: readonly Ambiguity[] } {
    const forms = new Map<string, ColumnForm>();
    const ambiguous: Ambiguity[] = [];
    const marks = marksOf([...this.columns.values()]);
    for (const [field, column] of this.columns) {
      const number = numeralsOf(column, marks);
      const order = orderOf(column);
      if (number.ambiguity !== null) ambiguous.push({ field, kind: 'number', ...number.ambiguity });
      if (order === null && column.undecided !== null)
        ambiguous.push({ field, kind: 'date', readings: [], ...column.undecided });
      forms.set(field, { numerals: number.numerals, order, isDays: column.days?.isOfDays === true });
    }
    return { forms, ambiguous };
  }

  private column(field: string, reading: NumberReading): Evidence {
    let column = this.columns.get(field);
    if (column === undefined) {
      column = {
        reading,
        shapes: new Map(),
        hasBare: false,
        orders: new Set(),
        undecided: null,
        days: reading === 'time' ? new DayRange() : null,
      };
      this.columns.set(field, column);
    }
    return column;
  }

  private addNumber(column: Evidence, example: Example): void {
    const { text } = example;
    if (/^\d+$/.test(text)) column.hasBare = true;
    // pandas writes counts so.
    else if (isWhole(column.reading) && /^\d+\.(0{1,2}|0{4,})$/.test(text)) return;
    const shape = shapeOf(text);
    if (!column.shapes.has(shape) && column.shapes.size < MOST_SHAPES) column.shapes.set(shape, example);
  }
}

/** Fields without which a row is not scored, and the time: a file whose reading of them is open is not read. */
export function isRefused({ field }: Ambiguity): boolean {
  return field === 'ts' || neededFields.includes(field);
}

function addDate(column: Evidence, example: Example): void {
  const evidence = dayEvidence(example.text);
  if (evidence === 'day-first' || evidence === 'month-first') column.orders.add(evidence);
  if (evidence !== null) column.undecided ??= example;
}

/** The order of all of a column's dates, null when they show none or both. */
function orderOf({ orders }: Evidence): DayOrder | null {
  const [order] = orders;
  return orders.size === 1 ? order : null;
}

/**
 * Marks that the file as a whole shows: one for fractions, those for groups; null where columns show none or several.
 */
interface Marks {
  readonly decimal: '.' | ',' | null;
  readonly groups: ReadonlySet<string>;
}

function marksOf(columns: readonly Evidence[]): Marks {
  const groups = new Set<string>();
  const decimals = new Set<'.' | ','>();
  for (const column of columns) {
    for (const { text } of column.shapes.values()) {
      const twice = /\d([.,' ])\d{3}\1\d{3}/.exec(text)?.[1] ?? /\d([' ])\d{3}/.exec(text)?.[1];
      if (twice !== undefined) groups.add(twice);
    }
    if (isWhole(column.reading)) continue;
    const fitting = fittingOf(column);
    const [first] = fitting;
    if (first !== undefined && fitting.every(({ decimal }) => decimal === first.decimal)) decimals.add(first.decimal);
  }
  if (groups.has(',')) decimals.add('.');
  if (groups.has('.')) decimals.add(',');
  const [decimal] = decimals;
  return { decimal: decimals.size === 1 ? decimal : null, groups };
}

/** The ways of writing numbers that read all numbers of the column. */
function fittingOf(column: Evidence): Numerals[] {
  const examples = [...column.shapes.values()];
  return allNumerals.filter((numerals) => examples.every(({ text }) => isRead(text, numerals, column)));
}

function isRead(text: string, numerals: Numerals, column: Evidence): boolean {
  const number = readNumeral(text, numerals);
  if (number === null || !isWhole(column.reading)) return number !== null;
  // A fraction of three zeros is one only in a column where every number has one.
  const parts = /^-?\d+(\.0*)?$/.exec(number);
  if (parts === null) return false;
  return parts[1] === undefined || (numerals.decimal === '.' && !(column.hasBare && parts[1].length === 4));
}

interface Choice {
  readonly numerals: Numerals | null;
  readonly ambiguity: (Example & { readonly readings: readonly string[] }) | null;
}

function numeralsOf(column: Evidence, marks: Marks): Choice {
  const examples = [...column.shapes.values()];
  if (examples.every(({ text }) => /^[+-]?\d+$/.test(text))) return plainChoice;
  return isWhole(column.reading) ? wholeNumerals(column, marks) : fractionNumerals(column, marks);
}

/**
 * Of a column that may have fractions, which only the column itself can show. Plain numbers stay plain, unless the file
 * writes fractions with a comma and the points may divide thousands.
 */
function fractionNumerals(column: Evidence, { decimal }: Marks): Choice {
  const fitting = fittingOf(column);
  if (fitting.length === 0) return { numerals: null, ambiguity: null };
  const isPlain = fitting.includes(plainNumerals);
  if (isPlain && decimal !== ',') return plainChoice;
  const differing = differingOf(column, fitting);
  return differing === undefined ? { numerals: fitting[0], ambiguity: null } : openBetween(differing);
}

/** Of counts, which have no fractions: what divides thousands may be shown by the other columns of the file. */
function wholeNumerals(column: Evidence, { decimal, groups }: Marks): Choice {
  const fitting = fittingOf(column).filter((numerals) => decimal === null || numerals.decimal === decimal);
  if (fitting.length === 0) return { numerals: null, ambiguity: null };
  // A lone mark may be of a fraction, which makes the cell no count: something in the file must show that it is not.
  const isShown = ({ group }: Numerals) => !/[.,]/.test(group) || groups.has(group) || decimal !== null;
  const differing = differingOf(column, fitting);
  const shown = fitting.find(isShown);
  if (shown !== undefined && differing === undefined) return { numerals: shown, ambiguity: null };
  const examples = [...column.shapes.values()];
  return openBetween(differing ?? examples.find(({ text }) => /[.,]/.test(text)) ?? examples[0]);
}

/** A number that these ways of writing read differently. */
function differingOf(column: Evidence, ways: readonly Numerals[]): Example | undefined {
  return [...column.shapes.values()].find(({ text }) => !areSame(ways.map((way) => readNumeral(text, way))));
}

function openBetween(example: Example): Choice {
  const readings = [...new Set(allNumerals.flatMap((way) => readNumeral(example.text, way) ?? []))];
  return { numerals: null, ambiguity: { ...example, readings } };
}

const plainChoice: Choice = { numerals: plainNumerals, ambiguity: null };

function areSame(numbers: readonly (string | null)[]): boolean {
  return numbers.every((number) => Number(number) === Number(numbers[0]));
}

function isDigits(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ^ 48) > 9) return false;
  return end > start;
}
