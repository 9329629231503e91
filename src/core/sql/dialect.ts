import type { FlowReader } from './flow-source.ts';

/**
 * How one engine writes the parts of a query in which engines differ. Everything else in a query is plain SQL: `CASE`,
 * `coalesce`, `greatest`, `least`, `ln`, `exp`, `sqrt`, `abs`, `count`, `sum`, `min`, `max`, `UNION ALL`, window functions, `LIMIT`.
 */
export interface Dialect {
  /** Its name in commands, such as `duckdb`. */
  readonly id: string;
  readonly label: string;
  /** How a script is run at a prompt. */
  readonly run: string;
  /** Statements before all others. Without them numbers would lose bits. */
  readonly settings: readonly string[];
  /** The type of a double, for casts and for columns of a table. */
  readonly doubleType: string;
  /** A quoted identifier: `"id.resp_p"`. */
  readonly name: (identifier: string) => string;
  /** A text literal. */
  readonly text: (value: string) => string;
  /** A literal that is this double to the bit. In parentheses if negative. The value must be finite. */
  readonly double: (value: number) => string;
  /** A column as a double: NULL if it is NULL, NaN, infinite or a text that is no number. */
  readonly number: (column: string) => string;
  /** A column as a text. */
  readonly asText: (column: string) => string;
  /** ln(1 + value) of a double >= 0, to the last digits also near 0. */
  readonly log1p: (value: string) => string;
  /** The end of a subquery whose columns are used more than once. Without it PostgreSQL computes them again for each use. */
  readonly once: string;
  /** Statements that create a view or replace it. Temporary if the engine has temporary views. */
  readonly view: (name: string, select: string) => readonly string[];
  /** A table of literals for FROM, named `alias`. */
  readonly rows: (alias: string, columns: readonly Column[], rows: readonly (readonly Literal[])[]) => string;
  /** The quantile at `fraction`, 0 to 1, interpolated between neighbours. An aggregate. */
  readonly quantile: (value: string, fraction: number) => string;
  /** Reads files of flows. Absent if the engine has to load them into a table first. */
  readonly readFile?: (path: string, form: 'zeek-tsv' | 'json') => FlowReader;
}

export interface Column {
  readonly name: string;
  readonly type: 'double' | 'text';
}

/** A cell of a table of literals. */
export type Literal = number | string | null;
