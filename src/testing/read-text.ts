import type { Control } from '../core/control.ts';
import { type ReadLogs, readLogs } from '../core/read-logs.ts';
import { codeAt } from '../core/table/category-column.ts';
import { numberAt } from '../core/table/number-column.ts';
import type { Table } from '../core/table/table.ts';

/** A control for tests: never aborted, progress to nobody. */
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
