import { argsort } from '../math/argsort.ts';
import { codeAt } from '../table/category-column.ts';
import { forEachGroup } from '../table/groups.ts';
import { readNumbers } from '../table/number-column.ts';
import { type Column, fileStarts, type Table } from '../table/table.ts';
import { labelOrder } from './label-order.ts';

/** One number a row whose order is that of the column's values, NaN for unset: numbers as they are, labels by their place. */
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

/** Keys for the order of a row's place in its file, and of the files. */
export function placeKeys(table: Table, files: number, by: 'row' | 'file'): Float64Array {
  const keys = new Float64Array(table.rows);
  const starts = fileStarts(table, files);
  for (let file = 0; file < files; file++) {
    for (let row = starts[file]; row < starts[file + 1]; row++) keys[row] = by === 'row' ? row - starts[file] : file;
  }
  return keys;
}

/** Rows by score, highest first, equal scores in row order: the rank order of everything. */
export function rankOrder(scores: Float64Array): Uint32Array {
  return argsort(scores, true);
}

/** Rank of each row, from 1. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) ranks[order[place]] = place + 1;
  return ranks;
}

/** How many of the rows, which stand in rank order, score above the threshold. O(log n). */
export function countAbove(scores: Float64Array, ranked: Uint32Array, threshold: number): number {
  return countWhile(ranked, (row) => scores[row] > threshold);
}

/** How many of the rows, which stand in rank order, score at least as much. O(log n). */
export function countAtLeast(scores: Float64Array, ranked: Uint32Array, least: number): number {
  return countWhile(ranked, (row) => scores[row] >= least);
}

function countWhile(ranked: Uint32Array, isBefore: (row: number) => boolean): number {
  let low = 0;
  let high = ranked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(ranked[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Text of one cell, null when unset. */
export function labelAt(column: Extract<Column, { kind: 'category' }>, row: number): Uint8Array | null {
  const code = codeAt(column, row);
  return code === 0 ? null : column.labels.bytes(code);
}
