import { LogError } from '../errors.ts';
import type { Column, Table } from '../table/table.ts';

/** What predicates are tested on. */
export interface Selectable {
  readonly rows: number;
  readonly columnOf: (field: string) => Column | ComputedNumbers | undefined;
  /** The columns in which text is searched: labels, and ports (see `isPort`). */
  readonly searched: readonly Column[];
  /** See `noiseOf`; empty when no predicate asks for it. */
  readonly noise: Uint8Array;
}

/** Numbers that no log has, such as scores and sums of two columns. */
export interface ComputedNumbers {
  readonly kind: 'computed';
  /** Writes the values of `count` rows from `first` on to the start of `out`, NaN for unset. The rows are of one group. */
  readonly read: (first: number, count: number, out: Float64Array) => void;
}

/** For predicates on a table's columns, and none on noise. */
export function selectableOf(table: Table): Selectable {
  return {
    rows: table.rows,
    columnOf: (field) => table.columns.get(field),
    searched: searchedColumns(table),
    noise: new Uint8Array(0),
  };
}

/** The columns of a table that text is searched in: all labels, and the two ports. Other numbers have no text of their own. */
export function searchedColumns({ columns }: Table): Column[] {
  return [...columns].flatMap(([name, column]) => (column.kind === 'category' || isPort(name) ? [column] : []));
}

function isPort(field: string): boolean {
  return field === 'id.orig_p' || field === 'id.resp_p';
}

/** Throws `LogError` for a field that is not there. */
export function columnOf(selectable: Selectable, field: string): Column | ComputedNumbers {
  const column = selectable.columnOf(field);
  if (column === undefined) throw new LogError('bad-request', { what: `no field ${field}` });
  return column;
}

/** As `columnOf`, of a field of numbers. Throws `LogError` for one of labels too. */
export function numbersOf(
  selectable: Selectable,
  field: string,
): Exclude<Column, { kind: 'category' }> | ComputedNumbers {
  const column = columnOf(selectable, field);
  if (column.kind === 'category') throw new LogError('bad-request', { what: `${field} is not a number` });
  return column;
}
