import { LogError } from '../errors.ts';
import type { Column, Table } from '../table/table.ts';

/** What predicates are tested on. */
export interface Selectable {
  readonly rows: number;
  readonly columnOf: (field: string) => Column | undefined;
  /** See `noiseOf`; empty when no predicate asks for it. */
  readonly noise: Uint8Array;
}

/** For predicates on a table's columns, and none on noise. */
export function selectableOf(table: Table): Selectable {
  return { rows: table.rows, columnOf: (field) => table.columns.get(field), noise: new Uint8Array(0) };
}

/** Throws `LogError` for a field that is not there. */
export function columnOf(selectable: Selectable, field: string): Column {
  const column = selectable.columnOf(field);
  if (column === undefined) throw new LogError('bad-request', { what: `no field ${field}` });
  return column;
}
