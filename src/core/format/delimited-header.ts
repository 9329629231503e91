import { addedColumns, neededFields } from '../schema/conn.ts';
import { addedFrom, columnsOf } from './column-names.ts';
import { DelimitedCells } from './delimited-cells.ts';
import { decodeCell } from './escapes.ts';
import { skipBlank } from './format.ts';
import { isPathName } from './json-keys.ts';
import { type Dialect, dialectOf, isOfCommonSchema, type Meaning } from './names.ts';

/** The first row of a CSV, which names its columns. */
export interface DelimitedHeader {
  readonly separator: number;
  /** One per column; null for columns that are left out. */
  readonly columns: readonly (Meaning | null)[];
  /** The column that names the log of a row, -1 for none. */
  readonly path: number;
  /** Columns of numbers, at most three: a row with letters in all of them is a header again. */
  readonly digits: readonly number[];
  /** Needed fields that an export of another dialect does without: unset. */
  readonly missing: readonly string[];
  /** Place after the header's line. */
  readonly end: number;
  readonly dialect: Dialect;
}

const separators = [9, 44, 59] as const;
/** Names of a header that must be names of a conn.log's fields, at least. */
export const LEAST_KNOWN = 4;
const types = /^#types[ \t]/;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

const known = new Set([
  'ts',
  'uid',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
  'resp_bytes',
  'conn_state',
  'history',
  'orig_pkts',
  'resp_pkts',
  'orig_ip_bytes',
  'resp_ip_bytes',
  'query',
  'method',
  'host',
]);

/** The header that begins at `at`; null when the line there is no header of a log. */
export function readDelimitedHeader(head: Uint8Array, at: number): DelimitedHeader | null {
  const start = skipBlank(head, at);
  for (const separator of separators) {
    const cells = new DelimitedCells();
    const end = cells.read(head, start, head.length, separator, true);
    if (cells.count < LEAST_KNOWN || cells.isOdd) continue;
    const names = Array.from({ length: cells.count }, (_, c) => nameOf(cells.text(c)));
    // Words before the types of a Zeek log are the rest of its line `#fields`.
    if (types.test(decoder.decode(head.subarray(end, end + 8)))) return null;
    const header = headerOf(names);
    if (header !== null) return { ...header, separator, end };
  }
  return null;
}

/** A name, which our own CSV writes with `\xHH` for what cannot be seen. */
function nameOf(cell: Uint8Array): string {
  const text = decoder.decode(cell).trim();
  return text.includes('\\') ? decodeCell(encoder.encode(text)) : text;
}

function headerOf(names: readonly string[]): Omit<DelimitedHeader, 'separator' | 'end'> | null {
  const dialect =
    names.map(dialectOf).find((found) => found !== null) ?? (names.some(isOfCommonSchema) ? 'elastic' : 'zeek');
  const added = addedFrom(names);
  const isLeftOut = (c: number) => names[c] === '' || (c >= added && c < added + addedColumns.length);
  const columns = columnsOf(names, dialect).map((meaning, c) => (isLeftOut(c) ? null : meaning));
  const fields = new Set(columns.flatMap((meaning) => meaning?.field ?? []));
  if ([...fields].filter((name) => known.has(name)).length < LEAST_KNOWN) return null;
  return {
    columns,
    path: names.findIndex(isPathName),
    digits: columns.flatMap((meaning, c) => (meaning?.reading === 'number' ? [c] : [])).slice(0, 3),
    missing: dialect === 'zeek' ? [] : neededFields.filter((name) => !fields.has(name)),
    dialect,
  };
}
