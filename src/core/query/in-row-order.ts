/** Fewer rows than this share are as soon looked up where they lie. */
const SPARSE = 1 / 64;

/** Rows as `ascendingRows` unless they are few among `total`: columns are then read from front to back, several times as fast. */
export function inRowOrder(rows: Uint32Array, total: number): Uint32Array {
  return rows.length < total * SPARSE ? rows : ascendingRows(rows, total);
}

/** Rows, of which none is given twice, ascending. A byte for each of `total` while it works, and about 2 ns. */
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

/** 1 for each of `rows`, 0 for all others. */
export function marksOf(rows: Uint32Array, total: number): Uint8Array {
  const marks = new Uint8Array(total);
  for (let i = 0; i < rows.length; i++) marks[rows[i]] = 1;
  return marks;
}
