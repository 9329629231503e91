import { parseAddress } from '../schema/address.ts';
import { type Format, skipBlank } from './format.ts';
import { defaultLayout } from './zeek-header.ts';
import { ZeekTsvReader } from './zeek-tsv.ts';

/**
 * Rows of a conn.log without its header, as `zeek-cut` and `tail` leave them: told by a time first and addresses where a
 * conn.log has them; the fields by their number.
 */
export const headerless: Format = {
  name: 'Zeek TSV without a header',
  sniff: (head) => fieldsOf(head) !== null,
  reader: (sink, kernel) => {
    let reader: ZeekTsvReader | null = null;
    return {
      push(bytes) {
        if (reader === null) {
          const fields = fieldsOf(bytes) ?? [];
          reader = new ZeekTsvReader(sink, kernel, {
            ...defaultLayout,
            fields,
            types: fields.map(() => ''),
            path: 'conn',
          });
          sink.note('headerless', { fields: fields.length });
        }
        reader.push(bytes);
      },
      end: (cut) => reader?.end(cut),
    };
  },
};

const first = ['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'duration'];
const bytes = ['orig_bytes', 'resp_bytes', 'conn_state', 'local_orig'];
const last = ['missed_bytes', 'history', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes', 'tunnel_parents'];

/** By their number: 20 until Zeek 2.3, 21 until 7.0, 22 since. Source: Zeek's base/protocols/conn/main.zeek over the years. */
const conn: Readonly<Record<number, readonly string[]>> = {
  20: [...first, ...bytes, ...last],
  21: [...first, ...bytes, 'local_resp', ...last],
  22: [...first, ...bytes, 'local_resp', ...last, 'ip_proto'],
  // A cut that people make; it has too little to be scored, which is then told by its fields.
  11: [...first, 'orig_bytes', 'resp_bytes'],
};

const decoder = new TextDecoder();
const time = /^\d{1,10}\.\d{1,9}$/;

/** The fields that the first whole row seems to have, null when it is none of a conn.log. */
function fieldsOf(head: Uint8Array): readonly string[] | null {
  const start = skipBlank(head, 0);
  const end = head.indexOf(10, start);
  const line = decoder.decode(head.subarray(start, end < 0 ? Math.min(head.length, start + 8192) : end));
  const cells = line.replace(/\r$/, '').split('\t');
  if (!time.test(cells[0]) || !isAddress(cells[2]) || !isAddress(cells[4])) return null;
  return conn[cells.length] ?? null;
}

function isAddress(cell: string | undefined): boolean {
  return cell !== undefined && parseAddress(cell) !== null;
}
