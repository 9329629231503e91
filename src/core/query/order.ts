import { codeAt } from '../table/category-column.ts';
import { forEachGroup } from '../table/groups.ts';
import { readNumbers } from '../table/number-column.ts';
import { type Column, rowInFile, sectionOf, type Table } from '../table/table.ts';
import { labelOrder } from './label-order.ts';

/**
 * One number per row that sorts like the column's values; NaN for unset. Numbers keep their value, labels get their
 * sort position.
 */
export function columnKeys(column: Column, rows: number, isAddress: boolean): Float64Array {
  const keys = new Float64Array(rows);
  if (column.kind === 'number') {
    forEachGroup(rows, (group, first, count) => {
      readNumbers(column.groups[group], 0, count, Number.NaN, keys, first);
    });
    return keys;
  }
  const places = labelOrder(column.labels, isAddress);
  forEachGroup(rows, (group, first, count) => {
    const codes = column.groups[group];
    for (let i = 0; i < count; i++) keys[first + i] = codes[i] === 0 ? Number.NaN : places[codes[i]];
  });
  return keys;
}

/** Sort keys for a row's position in its file (`row`), or for its file (`file`). */
export function placeKeys(table: Table, files: number, by: 'row' | 'file'): Float64Array {
  const keys = new Float64Array(table.rows);
  const placeOf = rowInFile(table, files);
  for (let row = 0; row < table.rows; row++) keys[row] = by === 'row' ? placeOf(row) : sectionOf(table, row).file;
  return keys;
}

/** Bytes of one cell's text. Null when unset. */
export function labelAt(column: Extract<Column, { kind: 'category' }>, row: number): Uint8Array | null {
  const code = codeAt(column, row);
  return code === 0 ? null : column.labels.bytes(code);
}
