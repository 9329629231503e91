import type { CategoryColumn } from '../../table/category-column.ts';
import type { Column } from '../../table/table.ts';
import type { BindContext } from '../bind.ts';
import type { FilterSchema, NamedField } from '../filter-names.ts';
import type { ParseError, ParseErrorCode } from '../parse-error.ts';
import type { Predicate } from '../predicate.ts';
import type { ComputedNumbers } from '../selectable.ts';
import type { ValueKind } from '../value-kinds.ts';

/**
 * Everything about one kind of predicate that holds no other. To add one: a file with such an object, and its line in `index.ts`
 * (`docs/adding-a-predicate.md`). The page runs leaves too, so that a leaf imports no code of tables: `Readers` gives it what it needs.
 */
export interface Leaf<P extends { readonly op: string }> {
  readonly op: P['op'];
  /** Filters that hold such a predicate, in the forms that it has: the contract tries them. */
  readonly examples: readonly string[];
  /** The name that begins such a term, where it is no field's: `noise` in `noise:ntp`. */
  readonly name?: TermName;
  /** Whether `test` reads which noise presets match. */
  readonly needsNoise?: true;

  /** What the key is made of, behind the `op`. The predicate is normal. */
  key(predicate: P): readonly (string | readonly string[])[];
  /** Every field that the test reads. */
  fields(predicate: P): readonly string[];
  /** Selects the same flows, and is its own normal form. */
  normalise(predicate: P): P | Predicate;
  /** How alternatives of one kind become a single predicate: those for which `by` is the same. */
  readonly join?: { by(predicate: P): string; all(predicates: readonly P[]): P };
  /** See `bind`: names and numbers that depend on the run are replaced. */
  bind(predicate: P, context: BindContext): P | Predicate | Promise<P | Predicate>;
  /** Which cells meet it. Throws `LogError` for a field that is not there or holds something else. */
  test(predicate: P, readers: Readers): CellTest;

  /** A term without a field's name, null when it is no such predicate. The first leaf that takes it has it. */
  readTerm?(term: Term, reading: Reading): P | Predicate | null;
  /** A value of a field, null when it is no such predicate. The first leaf that takes it has it. */
  readValue?(value: Value, reading: Reading): P | Predicate | null;
  /** Whether it reads a value that other leaves would take as it stands: they print such a value in quotes. */
  claims?(text: string): boolean;
  print(predicate: P): Printed;
  /** The text of its negation, where that has one of its own; else null. */
  printNot?(predicate: P): Printed | null;

  /** Whether it holds an address or a part of one: links leave it out unless they are asked for addresses. */
  namesAddress(predicate: P): boolean;
  /** For chips, captions and Undo. */
  words(predicate: P, say: Say): string;
  /** The words for its negation, where it has some of its own. */
  wordsOfNot?(predicate: P, say: Say): string;
  /** Whether its words are alternatives, which stand in parentheses beside other words. */
  hasWays?(predicate: P): boolean;
}

/** A name that begins a term, and the words that can follow it. */
export interface TermName {
  readonly name: string;
  readonly meaning: string;
  readonly words: readonly { readonly id: string; readonly label: string }[];
}

/** Text that stands for itself (`term`), or for a field: values as filters write them, or exact ones, which get quotes where needed. */
export type Printed =
  | { readonly term: string }
  | { readonly field: string; readonly written: readonly string[] }
  | { readonly field: string; readonly exact: readonly string[] };

/** What stands where a term begins, up to the next blank or parenthesis. */
export interface Term {
  readonly text: string;
  readonly isQuoted: boolean;
  /** Whether it begins as `name:` does, with a name that nobody knows. */
  readonly hasName: boolean;
}

/** A value behind the name of a field. `name` is the field's as it was typed. */
export interface Value extends NamedField {
  readonly name: string;
  readonly text: string;
  readonly isQuoted: boolean;
}

export interface Reading {
  readonly schema: FilterSchema;
  /** How the values of a name are written, undefined for one that the log does not have. */
  readonly kindOf: (name: string) => ValueKind | undefined;
  /** Ends the parsing: the term or value is wrong. `detail` is for the sentence; `value` is in it already. */
  wrong(code: ParseErrorCode, detail?: ParseError['detail']): never;
}

/** How fields and numbers read, which the page knows. */
export interface Say {
  field(field: string): string;
  value(value: string): string;
  number(value: number, field: string): string;
  /** Alternatives, of which only the first few are named. */
  ways(ways: readonly string[]): string;
}

/** What tests are made of. */
export interface Readers {
  /** Throws `LogError` for a field that is not there. */
  readonly columnOf: (field: string) => Column | ComputedNumbers;
  /** As `columnOf`. Throws `LogError` for a field of labels too. */
  readonly numbersOf: (field: string) => Numbers;
  /** The columns in which text is searched. */
  readonly searched: readonly Column[];
  /** Which noise presets match each row, see `noiseBit`. */
  readonly noise: Uint8Array;
  /** Code of the label that has this text, 0 when there is none. */
  readonly codeOf: (column: CategoryColumn, text: string) => number;
  readonly textOf: (label: Uint8Array) => string;
}

export type Numbers = Exclude<Column, { kind: 'category' }> | ComputedNumbers;

/** Which cells are wanted, decided as far as it does not depend on the row. `group-test.ts` and `row-test.ts` carry it out. */
export type CellTest =
  /** A label whose code is one of `codes`, or that is wanted by its bytes: each label is looked at once at most. Code 0 is unset. */
  | {
      readonly kind: 'labels';
      readonly column: CategoryColumn;
      readonly codes: readonly number[];
      readonly isWanted: ((label: Uint8Array) => boolean) | null;
    }
  /** Numbers from one to another, both included. */
  | { readonly kind: 'range'; readonly column: Numbers; readonly from: number; readonly to: number }
  /** One of some numbers; NaN among them for unset. */
  | { readonly kind: 'among'; readonly column: Numbers; readonly numbers: readonly number[] }
  /** Numbers that meet a test of the leaf's own. */
  | { readonly kind: 'numbers'; readonly column: Numbers; readonly test: BlockTest }
  /** Rows whose byte has a bit of the mask. */
  | { readonly kind: 'bits'; readonly bytes: Uint8Array; readonly mask: number }
  /** Rows that meet any of them; none of no test. */
  | { readonly kind: 'any'; readonly of: readonly CellTest[] };

/** Answers for the first `length` numbers: 1 or 0 for each, into `out` from `at` on. NaN is unset. A hot loop, without branches. */
export type BlockTest = (values: Float64Array, length: number, out: Uint8Array, at: number) => void;
