import type { Control } from '../core/control.ts';
import { walkCells } from '../core/query/walk-cells.ts';
import { type ReadLogs, readLogs } from '../core/read-logs.ts';
import { codeAt } from '../core/table/category-column.ts';
import { numberAt } from '../core/table/number-column.ts';
import type { Table } from '../core/table/table.ts';

/** A control for tests: never aborted, and without progress. */
export const quiet: Control = { signal: new AbortController().signal, report: () => {} };

/** Reads bytes or text as one dropped file. */
export function readText(log: string | Uint8Array, path = 'conn.log'): Promise<ReadLogs> {
  return readLogs([{ path, blob: new Blob([log as BlobPart]) }], quiet);
}

/** A column as plain values, unset as null: what the table holds, for comparing. */
export function columnValues(table: Table, name: string): (number | string | null)[] {
  const column = table.columns.get(name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return Array.from({ length: table.rows }, (_, row) => {
    if (column.kind === 'number') {
      const value = numberAt(column, row);
      return Number.isNaN(value) ? null : value;
    }
    const code = codeAt(column, row);
    return code === 0 ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(column.labels.bytes(code));
  });
}

/** All columns as plain values by name. */
export function tableValues(table: Table): Record<string, (number | string | null)[]> {
  return Object.fromEntries([...table.columns.keys()].toSorted().map((name) => [name, columnValues(table, name)]));
}

/** A field's cells by row as the files have them, of fields that are no column too. */
export async function cellsOf({ table, texts }: ReadLogs, field: string): Promise<string[]> {
  const decoder = new TextDecoder();
  const cells = new Array<string>(table.rows).fill('');
  const take = (first: number, count: number, bytes: Uint8Array, places: Uint32Array | Int32Array) => {
    for (let i = 0; i < count; i++) cells[first + i] = decoder.decode(bytes.subarray(places[2 * i], places[2 * i + 1]));
  };
  await walkCells(table, texts, field, null, quiet.signal, () => {}, take);
  return cells;
}
