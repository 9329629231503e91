import type { CategoryColumn } from '../../table/category-column.ts';
import type { Column } from '../../table/table.ts';
import type { BindContext } from '../bind.ts';
import type { FilterSchema, NamedField } from '../filter-names.ts';
import type { ParseError, ParseErrorCode } from '../parse-error.ts';
import type { Predicate } from '../predicate.ts';
import type { ComputedNumbers } from '../selectable.ts';
import type { ValueKind } from '../value-kinds.ts';

/**
 * One kind of leaf predicate: key, normal form, test, syntax and words. To add one: a file with this object, and its
 * line in `index.ts` (`docs/adding-a-predicate.md`). The page runs leaves too, so a leaf imports no table code:
 * `Readers` provides it.
 */
export interface Leaf<P extends { readonly op: string }> {
  readonly op: P['op'];
  /** Filters that contain this predicate, one for each way to write it. The contract test parses them. */
  readonly examples: readonly string[];
  /** A name that begins the term and is not a field: `noise` in `noise:ntp`. */
  readonly name?: TermName;
  /** Whether `test` reads the noise presets. */
  readonly needsNoise?: true;

  /** The values that identify the predicate within its `op`. The predicate is in normal form. */
  key(predicate: P): readonly (string | readonly string[])[];
  /** Every field that the test reads. */
  fields(predicate: P): readonly string[];
  /** The normal form: it selects the same flows, and normalising it again changes nothing. */
  normalise(predicate: P): P | Predicate;
  /** How alternatives become one predicate: alternatives with equal `by` are merged by `all`. */
  readonly join?: { by(predicate: P): string; all(predicates: readonly P[]): P };
  /** Replaces names and numbers that depend on the run, see `bind`. */
  bind(predicate: P, context: BindContext): P | Predicate | Promise<P | Predicate>;
  /** The cells that meet the predicate. Throws `LogError` for an unknown field or one of the wrong kind. */
  test(predicate: P, readers: Readers): CellTest;

  /** Reads a term without a field name. Null leaves it to the next leaf. */
  readTerm?(term: Term, reading: Reading): P | Predicate | null;
  /** Reads a value of a field. Null leaves it to the next leaf. */
  readValue?(value: Value, reading: Reading): P | Predicate | null;
  /** Whether this leaf reads a value that other leaves would read literally. They print this value in quotes. */
  claims?(text: string): boolean;
  print(predicate: P): Printed;
  /** The text of the negation if it has its own syntax, otherwise null. */
  printNot?(predicate: P): Printed | null;

  /** Whether it contains an address or a fragment of one. Links leave it out unless addresses are included. */
  namesAddress(predicate: P): boolean;
  /** The words for chips, captions and Undo. */
  words(predicate: P, say: Say): string;
  /** The words for the negation, if it has its own. */
  wordsOfNot?(predicate: P, say: Say): string;
  /** Whether its words are alternatives, which need parentheses beside other words. */
  hasWays?(predicate: P): boolean;
}

/** A name that begins a term, and the words that can follow it. */
export interface TermName {
  readonly name: string;
  readonly meaning: string;
  readonly words: readonly { readonly id: string; readonly label: string }[];
}

/**
 * Printed text: a whole term (`term`), or values of a field. `written` values are printed unchanged, `exact` ones get
 * quotes where needed.
 */
export type Printed =
  | { readonly term: string }
  | { readonly field: string; readonly written: readonly string[] }
  | { readonly field: string; readonly exact: readonly string[] };

/** The text from the start of a term up to the next blank or parenthesis. */
export interface Term {
  readonly text: string;
  readonly isQuoted: boolean;
  /** Whether the text begins with `name:`, where the name is unknown. */
  readonly hasName: boolean;
}

/** A value after a field name. `name` is the name as typed. */
export interface Value extends NamedField {
  readonly name: string;
  readonly text: string;
  readonly isQuoted: boolean;
}

/** The context in which a leaf reads a term or value: fields of the log, and error reporting. */
export interface Reading {
  readonly schema: FilterSchema;
  /** The kind of a name's values, undefined for a name that the log lacks. */
  readonly kindOf: (name: string) => ValueKind | undefined;
  /** Stops parsing with an error about this term or value. `detail` holds facts for the sentence; `value` is added. */
  wrong(code: ParseErrorCode, detail?: ParseError['detail']): never;
}

/** Formats fields and numbers for the words of a predicate. The page provides it. */
export interface Say {
  field(field: string): string;
  value(value: string): string;
  number(value: number, field: string): string;
  /** Joins alternatives, naming only the first few. */
  ways(ways: readonly string[]): string;
}

/** Access to the columns that a test reads. */
export interface Readers {
  /** Throws `LogError` for an unknown field. */
  readonly columnOf: (field: string) => Column | ComputedNumbers;
  /** As `columnOf`. Also throws `LogError` for a field of labels. */
  readonly numbersOf: (field: string) => Numbers;
  /** The columns that a text search reads. */
  readonly searched: readonly Column[];
  /** The noise presets that match each row, see `noiseBit`. */
  readonly noise: Uint8Array;
  /** Code of the label with this text, 0 if no row has it. */
  readonly codeOf: (column: CategoryColumn, text: string) => number;
  readonly textOf: (label: Uint8Array) => string;
}

/** A numeric column of the log, or computed numbers. */
export type Numbers = Exclude<Column, { kind: 'category' }> | ComputedNumbers;

/**
 * The wanted cells, with everything decided that does not depend on the row. `group-test.ts` and `row-test.ts` run the
 * test.
 */
export type CellTest =
  /**
   * A label with one of these codes, or whose bytes pass `isWanted`. `isWanted` is called at most once per label. Code
   * 0 is unset.
   */
  | {
      readonly kind: 'labels';
      readonly column: CategoryColumn;
      readonly codes: readonly number[];
      readonly isWanted: ((label: Uint8Array) => boolean) | null;
    }
  /** Numbers between two limits, both included. */
  | { readonly kind: 'range'; readonly column: Numbers; readonly from: number; readonly to: number }
  /** One of a list of numbers. NaN in the list selects unset cells. */
  | { readonly kind: 'among'; readonly column: Numbers; readonly numbers: readonly number[] }
  /** Numbers that pass the leaf's own test. */
  | { readonly kind: 'numbers'; readonly column: Numbers; readonly test: BlockTest }
  /** Rows whose byte shares a bit with the mask. */
  | { readonly kind: 'bits'; readonly bytes: Uint8Array; readonly mask: number }
  /** Rows that pass at least one test. An empty list selects no row. */
  | { readonly kind: 'any'; readonly of: readonly CellTest[] };

/** Writes 1 or 0 to `out` from `at` on, for the first `length` values. NaN is unset. A hot loop without branches. */
export type BlockTest = (values: Float64Array, length: number, out: Uint8Array, at: number) => void;
