/** Rows are kept in groups of 65,536, one typed array a column and group, so that nothing is copied as a log grows. */
export const GROUP_BITS = 16;
export const GROUP_ROWS = 1 << GROUP_BITS;
export const GROUP_MASK = GROUP_ROWS - 1;

/** Calls `visit` for each group of `rows` rows with its first row (of the table) and its number of rows. */
export function forEachGroup(rows: number, visit: (group: number, first: number, count: number) => void): void {
  for (let group = 0; group << GROUP_BITS < rows; group++) {
    const first = group << GROUP_BITS;
    visit(group, first, Math.min(GROUP_ROWS, rows - first));
  }
}

/** Rows that the first group has room for to begin with: a small log takes little memory. */
export const FIRST_ROWS = 256;

/** The group, or a larger copy, with room for `rows`. */
export function withRoom<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(group: A, rows: number): A {
  if (rows <= group.length) return group;
  const length = Math.min(GROUP_ROWS, Math.max(rows, 4 * group.length));
  const larger = new (group.constructor as new (length: number) => A)(length);
  larger.set(group);
  return larger;
}
