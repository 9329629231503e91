import { decodeCell } from '../core/format/escapes.ts';
import { formatCount } from '../core/number-words.ts';

/** Maximum bytes of a cell in a list. Longer cells would slow the page for every row. */
const MOST_BYTES = 2000;
const KEPT = 1900;

/** Text of a cell for a list: unescaped, and shortened to its beginning and size if very long. */
export function cellText(cell: Uint8Array): string {
  if (cell.length <= MOST_BYTES) return decodeCell(cell);
  const start = decodeCell(cell.subarray(0, KEPT)).replace(/\ufffd+$/, '');
  return `${start} … (${formatCount(cell.length)} bytes)`;
}
