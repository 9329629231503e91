import { parseAddress } from '../schema/address.ts';
import { isConnState } from '../schema/conn-state.ts';
import type { LogSink } from './format.ts';

const first = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'duration'];
const bytes = ['orig_bytes', 'resp_bytes', 'conn_state', 'local_orig'];
const last = ['missed_bytes', 'history', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes', 'tunnel_parents'];

/** Fields until Zeek 2.3, until 7.0, and since. Source: Zeek's base/protocols/conn/main.zeek over the years. */
const until23 = [...first, ...bytes, ...last];
const until70 = [...first, ...bytes, 'local_resp', ...last];
const now = [...until70, 'ip_proto'];
/** A cut that people make. It lacks fields that the score needs, and is refused by their names. */
const elevenFields = [...first, 'orig_bytes', 'resp_bytes'];

/** Epoch seconds, or what `zeek-cut -d` and `-u` make of them. */
const time = /^(\d{1,10}\.\d{1,9}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*)$/;
const protocol = /^(tcp|udp|icmp|sctp|unknown_transport|-)$/;
const unset = /^-?$/;
const count = /^(\d[\d.,]*|-?)$/;

/**
 * The fields of rows without a header, by their number and what stands in them; null when the first row is no whole row
 * of a conn.log. Columns that Zeek does not have are called by their place.
 */
export function headerlessFields(rows: readonly (readonly string[])[]): readonly string[] | null {
  const [row] = rows;
  if (row === undefined || !isConnRow(row) || isCut(rows)) return null;
  return fieldsOf(rows.filter((cells) => cells.length === row.length && isConnRow(cells)));
}

/**
 * Whether cells are those of a conn.log. Rows of other logs have addresses there too, but no state of a connection
 * behind; where that is unset, counts stand before it.
 */
export function isConnRow(cells: readonly string[]): boolean {
  if (!time.test(cells[0]) || !isAddress(cells[2]) || !isAddress(cells[4])) return false;
  if (isConnState(cells[11] ?? '')) return true;
  const isUnset = cells.length === elevenFields.length || unset.test(cells[11] ?? 'x');
  return isUnset && count.test(cells[9]) && count.test(cells[10]);
}

/** Whether cells may be the first of a row of a conn.log, which was cut off. */
export function mayBeginConnRow(cells: readonly string[]): boolean {
  // The last cell may lack its end.
  const [ts, , source = '-', , destination = '-', , proto = '-', , , ...counts] = cells.slice(0, -1);
  if (cells.length > 11 || (ts !== undefined && !time.test(ts)) || !protocol.test(proto)) return false;
  return (
    [source, destination].every((host) => host === '-' || isAddress(host)) && counts.every((one) => count.test(one))
  );
}

/** Says that fields were assumed; `lacks` is what the header does not have, where there is one. */
export function noteHeaderless(sink: LogSink, fields: readonly string[], lacks = ''): void {
  const unknown = fields.filter((name) => /^column_/.test(name)).join(', ');
  sink.note('headerless', {
    fields: fields.length,
    ...(unknown === '' ? {} : { unknown }),
    ...(lacks === '' ? {} : { lacks }),
  });
}

/**
 * Whether the first row is the end of one that `split -b` cut within its time: `9602.886036` where others have ten
 * digits.
 */
function isCut([row, next]: readonly (readonly string[])[]): boolean {
  if (next === undefined || !isConnRow(next)) return false;
  const [before, after] = [row, next].map((cells) => cells[0].indexOf('.'));
  return after >= 9 && before < after;
}

/** What the cells of a field are in nearly all rows, where that tells it from its neighbours. */
const forms: Readonly<Record<string, RegExp>> = {
  local_orig: /^(T|F|true|false)$/i,
  local_resp: /^(T|F|true|false)$/i,
  missed_bytes: count,
  history: /^[A-Za-z^]+$/,
  orig_pkts: count,
  orig_ip_bytes: count,
  resp_pkts: count,
  resp_ip_bytes: count,
  tunnel_parents: /^(C\w+(,C\w+)*|\(empty\))$/,
  ip_proto: count,
};

/** Whether most cells of each column fit its field. Otherwise columns were removed or inserted. */
function areFitting(rows: readonly (readonly string[])[], fields: readonly string[]): boolean {
  return fields.every((field, place) => {
    const form = forms[field];
    const cells = form === undefined ? [] : rows.map((row) => row[place]).filter((cell) => !unset.test(cell));
    return cells.filter((cell) => form?.test(cell)).length * 2 >= cells.length;
  });
}

/** Null for too few, and for columns that do not fit. */
function fieldsOf(rows: readonly (readonly string[])[]): readonly string[] | null {
  const width = rows[0].length;
  if (width === elevenFields.length) return elevenFields;
  if (width < until23.length) return null;
  const known = standardOf(rows, width);
  if (!areFitting(rows, known)) return null;
  return [...known, ...Array.from({ length: width - known.length }, (_, i) => `column_${known.length + i + 1}`)];
}

function standardOf(rows: readonly (readonly string[])[], width: number): readonly string[] {
  const column = (place: number) => rows.map((cells) => cells[place]).filter((cell) => !unset.test(cell));
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
