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
 * A layout for the rows of a conn.log under a header that does not name its fields, by their number and what stands in them; null
 * for rows of anything else. `stated` is what the header says. Of a row that is none of a conn.log no other is looked at.
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
