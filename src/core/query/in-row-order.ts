/** Below this fraction of the rows sorting costs more than it saves. */
const SPARSE = 1 / 64;

/**
 * Sorts rows ascending (as `ascendingRows`) unless they are few among `total`. Columns are then read front to back,
 * several times as fast.
 */
export function inRowOrder(rows: Uint32Array, total: number): Uint32Array {
  return rows.length < total * SPARSE ? rows : ascendingRows(rows, total);
}

/** Distinct rows, ascending. Scratch: 1 byte per row of `total`; about 2 ns per row of `total`. */
export function ascendingRows(rows: Uint32Array, total: number): Uint32Array {
  const isIn = marksOf(rows, total);
  const ordered = new Uint32Array(rows.length);
  let count = 0;
  for (let row = 0; row < total; row++) {
    ordered[count] = row;
    count += isIn[row];
  }
  return ordered;
}

/** 1 for each of `rows`, 0 for all others. 1 byte per row of `total`. */
export function marksOf(rows: Uint32Array, total: number): Uint8Array {
  const marks = new Uint8Array(total);
  for (let i = 0; i < rows.length; i++) marks[rows[i]] = 1;
  return marks;
}
