import { parseAddress } from '../schema/address.ts';
import type { Layout } from '../table/table.ts';
import { blankCells, blankRecords } from './blank-records.ts';
import { type Format, type FormatReader, type LogSink, type Rest, type Start, skipBlank } from './format.ts';
import { tsvRecords } from './tsv-records.ts';
import { defaultLayout } from './zeek-header.ts';
import { ZeekTsvReader } from './zeek-tsv.ts';

/**
 * Rows of a conn.log without its header, as `zeek-cut`, `tail` and `split` leave them: recognised by a time first and addresses
 * where a conn.log has them. The number of cells and what stands in them decide the fields.
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

const first = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'duration'];
const bytes = ['orig_bytes', 'resp_bytes', 'conn_state', 'local_orig'];
const last = ['missed_bytes', 'history', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes', 'tunnel_parents'];

/** Fields until Zeek 2.3, until 7.0, and since. Source: Zeek's base/protocols/conn/main.zeek over the years. */
const until23 = [...first, ...bytes, ...last];
const until70 = [...first, ...bytes, 'local_resp', ...last];
const now = [...until70, 'ip_proto'];
/** A cut that people make. It lacks fields that the score needs, and is refused by their names. */
const elevenFields = [...first, 'orig_bytes', 'resp_bytes'];

const TAB = 9;
const decoder = new TextDecoder();
/** Epoch seconds, or what `zeek-cut -d` and `-u` make of them. */
const time = /^(\d{1,10}\.\d{1,9}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*)$/;
const state = /^(S[0-3]|SF|REJ|RST(O|R|OS0|RH)|SHR?|OTH|-)$/;
/** Rows that are looked at, and bytes. */
const ROWS = 64;
const BYTES = 64 << 10;

function beginOf(sink: LogSink, head: Uint8Array): Layout {
  const layout = layoutOf(head) ?? { ...defaultLayout, fields: until70, types: until70.map(() => '') };
  const unknown = layout.fields.filter((name) => /^column_/.test(name)).join(', ');
  sink.note('headerless', { fields: layout.fields.length, ...(unknown === '' ? {} : { unknown }) });
  return layout;
}

/** How the rows are laid out, null when the first line is no whole row of a conn.log. */
function layoutOf(head: Uint8Array): Layout | null {
  const rows = rowsOf(head);
  const [row] = rows;
  if (row === undefined || !isConn(row.cells) || isCut(rows)) return null;
  const fields = fieldsOf(rows.filter(({ cells }) => cells.length === row.cells.length && isConn(cells)));
  if (fields === null) return null;
  const records = row.isTabbed ? tsvRecords : blankRecords;
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
    const found = head.indexOf(10, at);
    if (found < 0 && rows.length > 0) break;
    const lineEnd = found < 0 ? most : found;
    const end = lineEnd > at && head[lineEnd - 1] === 13 ? lineEnd - 1 : lineEnd;
    const isTabbed = head.subarray(at, end).includes(TAB);
    rows.push({
      cells: blankCells(head, at, end).map(([from, to]) => decoder.decode(head.subarray(from, to))),
      isTabbed,
    });
    // What is no row at all needs no more.
    if (rows.length === 1 && !isConn(rows[0].cells)) break;
    at = lineEnd + 1;
  }
  return rows;
}

/** Rows of other logs have addresses there too, but no state of a connection behind. */
function isConn(cells: readonly string[]): boolean {
  if (!time.test(cells[0]) || !isAddress(cells[2]) || !isAddress(cells[4])) return false;
  return cells.length === elevenFields.length || state.test(cells[11] ?? '');
}

/** Whether the first row is the end of one that `split -b` cut within its time: `9602.886036` where others have ten digits. */
function isCut([row, next]: readonly Row[]): boolean {
  if (next === undefined || !isConn(next.cells)) return false;
  const [before, after] = [row, next].map(({ cells }) => cells[0].indexOf('.'));
  return after >= 9 && before < after;
}

/** The fields of rows of one width; columns that Zeek does not have are called by their place. Null for too few. */
function fieldsOf(rows: readonly Row[]): readonly string[] | null {
  const width = rows[0].cells.length;
  if (width === elevenFields.length) return elevenFields;
  if (width < until23.length) return null;
  const known = standardOf(rows, width);
  return [...known, ...Array.from({ length: width - known.length }, (_, i) => `column_${known.length + i + 1}`)];
}

function standardOf(rows: readonly Row[], width: number): readonly string[] {
  const column = (place: number) => rows.map(({ cells }) => cells[place]).filter((cell) => cell !== '-');
  // Where local_resp would be stands missed_bytes: a count, behind which comes the history.
  const isOld = column(13).length > 0 ? column(13).every((cell) => /^\d+$/.test(cell)) : width === until23.length;
  if (isOld || width === until23.length) return until23;
  if (width === until70.length) return until70;
  const isNew = column(21).length > 0 ? column(21).every((cell) => /^\d{1,3}$/.test(cell)) : width === now.length;
  return isNew ? now : until70;
}

function isAddress(cell: string | undefined): boolean {
  return cell !== undefined && parseAddress(cell) !== null;
}
