import { isOtherLog } from '../schema/log-names.ts';
import type { Layout } from '../table/table.ts';
import { headerlessFields, isConnRow } from './headerless-fields.ts';
import { tsvRecords } from './tsv-records.ts';

const LF = 10;
const HASH = 35;
/** Rows that decide the fields. */
const ROWS = 64;
const decoder = new TextDecoder();

/**
 * The layout of conn.log rows below a header that does not name its fields, inferred from their number and contents.
 * Null for other rows: after the first of these no further row is examined. `stated` is the layout in the header.
 */
export function assumedLayout(bytes: Uint8Array, from: number, to: number, stated: Layout): Layout | null {
  if (isOtherLog(stated.path)) return null;
  const fields = headerlessFields(firstRows(bytes, from, to, decoder.decode(stated.separator)));
  if (fields === null) return null;
  const types = stated.types.length === fields.length ? stated.types : fields.map(() => '');
  return { ...stated, fields, types };
}

function firstRows(bytes: Uint8Array, from: number, to: number, separator: string): string[][] {
  const rows: string[][] = [];
  for (let at = from; at < to && rows.length < ROWS && bytes[at] !== HASH; ) {
    const next = bytes.indexOf(LF, at) + 1;
    const cells = decoder.decode(bytes.subarray(at, tsvRecords.end(bytes, at, next))).split(separator);
    if (!isConnRow(cells) && rows.length === 0) break;
    rows.push(cells);
    at = next;
  }
  return rows;
}
