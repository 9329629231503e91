import { addedColumns, neededFields } from '../schema/conn.ts';
import { addedFrom, columnsOf } from './column-names.ts';
import { DelimitedCells, separators } from './delimited-cells.ts';
import { decodeCell } from './escapes.ts';
import { skipBlank } from './format.ts';
import { headerlessFields } from './headerless-fields.ts';
import { isPathName } from './json-keys.ts';
import { areOfCommonSchema, type Dialect, dialectOf, type Meaning } from './names.ts';

/** The first row of a CSV, which names its columns. */
export interface DelimitedHeader {
  readonly separator: number;
  /** As `DelimitedCells.quotesTabs`. */
  readonly quotesTabs: boolean;
  /** One per column; null for columns that are left out. */
  readonly columns: readonly (Meaning | null)[];
  /** How many of the last columns have no name. */
  readonly unnamed: number;
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

const TAB = 9;
const QUOTE = 34;
/** Rows that decide the fields where no header does; and cells that they have at least. */
const ASSUMED_ROWS = 64;
const LEAST_CELLS = 11;
/** Bytes that are looked at to see whether cells are quoted. */
const QUOTED_HEAD = 64 << 10;
/** Names of a header that must be names of a conn.log's fields, at least. */
export const LEAST_KNOWN = 4;
/** A name that a spreadsheet takes for text. */
const spreadsheetText = /^(?:="(.*)"|'(?=\w)(.*))$/;
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
    cells.quotesTabs = head[start] === QUOTE;
    const end = cells.read(head, start, head.length, separator, true);
    if (cells.count < LEAST_KNOWN || cells.isOdd) continue;
    const written = Array.from({ length: cells.count }, (_, c) => nameOf(cells.text(c)));
    const names = withoutPrefix([written[0].replace(/^#\s*/, ''), ...written.slice(1)]);
    // Words before the types of a Zeek log are the rest of its line `#fields`.
    if (types.test(decoder.decode(head.subarray(end, end + 8)))) return null;
    const header = headerOf(names);
    const quotesTabs = separator === TAB && (cells.quotesTabs || areQuoted(head, end));
    if (header !== null) return { ...header, separator, end, quotesTabs };
  }
  return null;
}

/**
 * Names without what all of them begin with, as stores put the name of a table before them: `conn_log.ts`, `SRC:ts`.
 */
function withoutPrefix(names: readonly string[]): readonly string[] {
  const [first] = names;
  let length = 0;
  while (length < first.length && names.every((name) => name[length] === first[length])) length++;
  const prefix = /^.*[.:]/.exec(first.slice(0, length))?.[0] ?? '';
  return names.map((name) => name.slice(prefix.length));
}

/** A name, which our own CSV writes with `\xHH` for what cannot be seen. */
function nameOf(cell: Uint8Array): string {
  const text = decoder.decode(cell).trim().replace(spreadsheetText, '$1$2');
  return text.includes('\\') ? decodeCell(encoder.encode(text)) : text;
}

/** In place of a header the fields of rows of a conn.log by their width; null when the records at `at` are none. */
export function assumeDelimitedHeader(head: Uint8Array, at: number): DelimitedHeader | null {
  const start = skipBlank(head, at);
  for (const separator of separators) {
    if (separator === TAB) continue;
    const rows = firstRecords(head, start, separator);
    const isFramed = rows[0]?.[0] === '' && rows[0].at(-1) === '';
    const fields = headerlessFields(isFramed ? rows.map((cells) => cells.slice(1, -1)) : rows);
    if (fields === null) continue;
    const header = headerOf(isFramed ? ['', ...fields, ''] : fields);
    if (header !== null) return { ...header, separator, end: start, quotesTabs: false };
  }
  return null;
}

/** Cells of the first records; of one that may go on behind the head only where it is the only one. */
function firstRecords(head: Uint8Array, start: number, separator: number): string[][] {
  const rows: string[][] = [];
  const cells = new DelimitedCells();
  for (let at = start; at < head.length && rows.length < ASSUMED_ROWS; ) {
    at = cells.read(head, at, head.length, separator, rows.length === 0);
    if (at < 0) break;
    const row = Array.from({ length: cells.count }, (_, c) => decoder.decode(cells.text(c)));
    if (rows.length === 0 && row.length < LEAST_CELLS) break;
    rows.push(row);
  }
  return rows;
}

/** Whether some cells of the first lines begin with a quote, and all of these are quoted as in a CSV. */
function areQuoted(head: Uint8Array, start: number): boolean {
  const lines = decoder.decode(head.subarray(start, start + QUOTED_HEAD)).split('\n', ASSUMED_ROWS);
  const cells = lines.slice(0, -1).flatMap((line) =>
    line
      .replace(/\r$/, '')
      .split('\t')
      .filter((cell) => cell.startsWith('"')),
  );
  return cells.length > 0 && cells.every((cell) => /^"(?:[^"]|"")*"$/.test(cell));
}

function headerOf(names: readonly string[]): Omit<DelimitedHeader, 'separator' | 'end' | 'quotesTabs'> | null {
  const dialect =
    names.map(dialectOf).find((found) => found !== null) ?? (areOfCommonSchema(names) ? 'elastic' : 'zeek');
  const added = addedFrom(names);
  const isLeftOut = (c: number) => names[c] === '' || (c >= added && c < added + addedColumns.length);
  const columns = columnsOf(names, dialect).map((meaning, c) => (isLeftOut(c) ? null : meaning));
  const fields = new Set(columns.flatMap((meaning) => meaning?.field ?? []));
  if ([...fields].filter((name) => known.has(name)).length < LEAST_KNOWN) return null;
  return {
    columns,
    unnamed: names.length - 1 - names.findLastIndex((name) => name !== ''),
    path: names.findIndex(isPathName),
    digits: columns.flatMap((meaning, c) => (meaning?.reading === 'number' ? [c] : [])).slice(0, 3),
    missing: dialect === 'zeek' ? [] : neededFields.filter((name) => !fields.has(name)),
    dialect,
  };
}
