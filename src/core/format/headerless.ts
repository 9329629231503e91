import type { Layout } from '../table/table.ts';
import { blankCells, blankRecords } from './blank-records.ts';
import { type Format, type FormatReader, type LogSink, type Rest, type Start, skipBlank } from './format.ts';
import { headerlessFields, isConnRow, noteHeaderless } from './headerless-fields.ts';
import { tsvRecords } from './tsv-records.ts';
import { defaultLayout } from './zeek-header.ts';
import { ZeekTsvReader } from './zeek-tsv.ts';

/**
 * Rows of a conn.log without its header, as `zeek-cut`, `tail` and `split` leave them: recognised by a time first and
 * addresses where a conn.log has them. The number of cells and what stands in them decide the fields.
 */
export const headerless: Format = {
  name: 'Zeek TSV without a header',
  isAssumed: true,
  sniff: (head) => layoutOf(head) !== null,
  reader: (sink, kernel, start) => {
    let reader: ZeekTsvReader | null = null;
    let from = start;
    const begun = (bytes: Uint8Array): FormatReader => {
      reader ??= new ZeekTsvReader(sink, kernel, from, beginOf(sink, bytes));
      return reader;
    };
    return {
      push: (bytes) => begun(bytes).push(bytes),
      end: (cut) => reader?.end(cut),
      takeRest: (): Rest | null => reader?.takeRest() ?? null,
      moveTo: (place: Start) => {
        from = place;
        reader?.moveTo(place);
      },
    };
  },
};

const LF = 10;
const TAB = 9;
const decoder = new TextDecoder();
/** Rows that are looked at, and bytes. */
const ROWS = 64;
const BYTES = 64 << 10;

function beginOf(sink: LogSink, head: Uint8Array): Layout | null {
  // More rows than those that the log was recognised by may say that the first one is cut: it decides alone then.
  const layout = layoutOf(head) ?? layoutOf(head.subarray(0, head.indexOf(LF) + 1));
  if (layout !== null) noteHeaderless(sink, layout.fields);
  return layout;
}

/** How the rows are laid out, null when the first line is no whole row of a conn.log. */
function layoutOf(head: Uint8Array): Layout | null {
  const rows = rowsOf(head);
  const fields = headerlessFields(rows.map(({ cells }) => cells));
  if (fields === null) return null;
  const records = rows[0].isTabbed ? tsvRecords : blankRecords;
  return { ...defaultLayout, fields, types: fields.map(() => ''), path: 'conn', records };
}

interface Row {
  readonly cells: readonly string[];
  readonly isTabbed: boolean;
}

/** The first lines; a last one without its end only where it is the only one. */
function rowsOf(head: Uint8Array): Row[] {
  const start = skipBlank(head, 0);
  const most = Math.min(head.length, start + BYTES);
  const rows: Row[] = [];
  for (let at = start; at < most && rows.length < ROWS; ) {
    const found = head.indexOf(LF, at);
    if (found < 0 && rows.length > 0) break;
    const lineEnd = found < 0 ? most : found;
    const end = lineEnd > at && head[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd;
    const isTabbed = head.subarray(at, end).includes(TAB);
    rows.push({
      cells: blankCells(head, at, end).map(([from, to]) => decoder.decode(head.subarray(from, to))),
      isTabbed,
    });
    // What is no row at all needs no more.
    if (rows.length === 1 && !isConnRow(rows[0].cells)) break;
    at = lineEnd + 1;
  }
  return rows;
}
