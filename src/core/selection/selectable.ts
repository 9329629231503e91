import { LogError } from '../errors.ts';
import { labelOf, labelText } from '../table/label-text.ts';
import type { Column, Table } from '../table/table.ts';
import type { Numbers, Readers } from './leaves/leaf.ts';

/** The columns that predicates are tested on. */
export interface Selectable {
  readonly rows: number;
  readonly columnOf: (field: string) => Column | ComputedNumbers | undefined;
  /** The columns that a text search reads: labels and ports (see `isPort`). */
  readonly searched: readonly Column[];
  /** The noise presets of each row, see `noiseOf`. Empty when no predicate tests a preset. */
  readonly noise: Uint8Array;
}

/** Numbers computed by Oddflow, such as scores and sums of two columns. */
export interface ComputedNumbers {
  readonly kind: 'computed';
  /**
   * Writes the values of `count` rows from `first` on to the start of `out`; NaN is unset. The rows are of one group.
   */
  readonly read: (first: number, count: number, out: Float64Array) => void;
}

/** The columns of a table without noise presets. */
export function selectableOf(table: Table): Selectable {
  return {
    rows: table.rows,
    columnOf: (field) => table.columns.get(field),
    searched: searchedColumns(table),
    noise: new Uint8Array(0),
  };
}

/** The columns of a table that a text search reads: all labels and the two ports. Other numbers are not searched. */
function searchedColumns({ columns }: Table): Column[] {
  return [...columns].flatMap(([name, column]) => (column.kind === 'category' || isPort(name) ? [column] : []));
}

function isPort(field: string): boolean {
  return field === 'id.orig_p' || field === 'id.resp_p';
}

/** The column access that leaves build their tests with. */
export function readersOf(selectable: Selectable): Readers {
  return {
    columnOf: (field) => columnOf(selectable, field),
    numbersOf: (field) => numbersOf(selectable, field),
    searched: selectable.searched,
    noise: selectable.noise,
    codeOf: ({ labels }, text) => labels.find(labelOf(text)),
    textOf: labelText,
  };
}

function columnOf(selectable: Selectable, field: string): Column | ComputedNumbers {
  const column = selectable.columnOf(field);
  if (column === undefined) throw new LogError('bad-request', { what: `no field ${field}` });
  return column;
}

function numbersOf(selectable: Selectable, field: string): Numbers {
  const column = columnOf(selectable, field);
  if (column.kind === 'category') throw new LogError('bad-request', { what: `${field} is not a number` });
  return column;
}
