import { decodeCell } from '../core/format/escapes.ts';
import { formatCount } from '../core/number-words.ts';

/** Bytes of a cell that a list takes: one of a megabyte would keep the page busy for every row of it. */
const MOST_BYTES = 2000;
const KEPT = 1900;

/** A cell as a list shows it: text without escapes; of a very long one its beginning and its size. */
export function cellText(cell: Uint8Array): string {
  if (cell.length <= MOST_BYTES) return decodeCell(cell);
  const start = decodeCell(cell.subarray(0, KEPT)).replace(/\ufffd+$/, '');
  return `${start} … (${formatCount(cell.length)} bytes)`;
}
