import { PairTable } from '../behaviour/pair-table.ts';
import { checkpoint, turns } from '../control.ts';
import { hostField } from '../schema/host-field.ts';
import { codeAt } from '../table/category-column.ts';
import { numberAt } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';

/** Flows are identical if these fields are equal. A field that the log lacks is equal for all flows. */
const fields = ['id.orig_h', 'id.resp_h', 'proto', 'service', 'conn_state'] as const;
/** The fields that are compared for flows to one port. */
const withPort = ['id.orig_h', 'id.resp_h', 'id.resp_p', 'proto', 'conn_state'] as const;

/** Rows without repetitions: the first row of each kind, in the given order. */
export interface Grouped {
  readonly rows: Uint32Array;
  /**
   * By row: the number of rows it represents, 0 for a row that another one represents. 4 bytes per row of the table.
   */
  readonly counts: Uint32Array;
  /** By number, see `groupByNumber`: the number of rows with it, on one line or on lines of their own. */
  readonly totals?: Uint32Array;
}

/**
 * Keeps the first of identical rows: in rank order, the one with the highest score. 0.2 µs per row, 40 to 80 bytes per
 * kind.
 */
export async function groupIdentical(
  table: Table,
  rows: Uint32Array,
  isOnePort: boolean,
  signal: AbortSignal,
): Promise<Grouped> {
  const keys = (isOnePort ? withPort : fields).map((field) =>
    readKey(table, field === 'id.orig_h' || field === 'id.resp_h' ? hostField(table.columns, field) : field),
  );
  const tables = keys.slice(1).map(() => new PairTable());
  const firsts: number[] = [];
  const counts = new Uint32Array(table.rows);
  const isDue = turns();
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place];
    let id = keys[0](row);
    for (let i = 0; i < tables.length; i++) id = tables[i].idOf(id, keys[i + 1](row));
    if (id === firsts.length) firsts.push(row);
    counts[firsts[id]]++;
    if ((place & 0xfff) === 0 && isDue()) await checkpoint(signal);
  }
  return { rows: Uint32Array.from(firsts), counts };
}

/** A non-negative integer per row, equal for equal values of the field. */
function readKey(table: Table, field: string): (row: number) => number {
  const column = table.columns.get(field);
  if (column === undefined) return () => 0;
  if (column.kind === 'category') return (row) => codeAt(column, row);
  return (row) => {
    const value = numberAt(column, row);
    return Number.isNaN(value) ? 0 : (value + 1) >>> 0;
  };
}
