import { addedColumns, neededFields } from '../schema/conn.ts';
import { isOtherLog, logName } from '../schema/log-names.ts';
import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import type { RecordForm } from '../table/table.ts';
import { Collected } from './collected.ts';
import { addedFrom, columnsOf } from './column-names.ts';
import { countLines } from './count-lines.ts';
import { escapeCell, isLineControl } from './escape-cell.ts';
import { decodeCell } from './escapes.ts';
import {
  type Format,
  type FormatReader,
  type LogSink,
  MOST_BYTES,
  type Rest,
  type Start,
  skipBlank,
  textStart,
} from './format.ts';
import { afterGuard } from './formula-guard.ts';
import { isPathName } from './json-keys.ts';
import { type Dialect, dialectOf, isConverted, isNumeric, type Meaning } from './names.ts';
import { beginsPart } from './part.ts';
import { RecordWriter } from './record-writer.ts';
import { type CellSink, writeBool, writeLower, writeSet } from './values.ts';
import { defaultLayout } from './zeek-header.ts';

/**
 * A header row without `#`, then a record a line, divided by tab, comma or semicolon: what Zeek writes with `tsv=T`, what
 * pandas, Splunk and Kibana export, and Oddflow's own CSV. Quotes as in RFC 4180.
 */
export const delimited: Format = {
  name: 'CSV',
  sniff: (head) => readHeader(head, 0) !== null,
  reader: (sink, kernel, start) => new DelimitedReader(sink, kernel, start),
};

const LF = 10;
const CR = 13;
const TAB = 9;
const QUOTE = 34;
const APOSTROPHE = 39;
const MINUS = 45;
const BACKSLASH = 92;
const LETTER_N = 78;
const separators = [9, 44, 59] as const;
/** So many of a header's names must be ones that a conn.log has. */
const LEAST_KNOWN = 4;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

interface Header {
  readonly separator: number;
  /** One a column; null for columns that are left out. */
  readonly columns: readonly (Meaning | null)[];
  /** The column that names the log of a row, -1 for none. */
  readonly path: number;
  /** Columns in which hardly a row has letters in each. */
  readonly digits: readonly number[];
  /** Needed fields that an export of another dialect does without: unset. */
  readonly missing: readonly string[];
  /** Place after the header's line. */
  readonly end: number;
  readonly dialect: Dialect;
}

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

/** Null when the line at `at` is no header of a log. */
function readHeader(head: Uint8Array, at: number): Header | null {
  const start = skipBlank(head, at);
  for (const separator of separators) {
    const cells = new Cells();
    const end = cells.read(head, start, head.length, separator, true);
    if (cells.count < LEAST_KNOWN || cells.isOdd) continue;
    const names = Array.from({ length: cells.count }, (_, c) => nameOf(cells.text(c)));
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

function headerOf(names: readonly string[]): Omit<Header, 'separator' | 'end'> | null {
  const dialect = names.map(dialectOf).find((found) => found !== null) ?? 'zeek';
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

class DelimitedReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly writer: RecordWriter;
  private readonly cells = new Cells();
  private header: Header | null = null;
  private carry: Uint8Array = new Uint8Array(0);
  private offset: number;
  private line: number;
  private rest: Rest | null = null;

  constructor(sink: LogSink, kernel: CellKernel | null, { offset, lines }: Start = textStart) {
    this.sink = sink;
    this.writer = new RecordWriter(sink, kernel);
    this.offset = offset;
    this.line = lines + 1;
  }

  push(bytes: Uint8Array): void {
    this.read(bytes, false, false);
  }

  end(cut: boolean): void {
    this.read(new Uint8Array(0), true, cut);
  }

  takeRest(): Rest | null {
    const { rest } = this;
    this.rest = null;
    return rest;
  }

  moveTo({ offset, lines }: Start): void {
    this.read(new Uint8Array(0), true, true);
    this.offset = offset;
    this.line = lines + 1;
    if (this.header !== null) this.begin(this.header);
  }

  private read(bytes: Uint8Array, isLast: boolean, cut: boolean): void {
    const { carry } = this;
    const text = carry.length === 0 ? bytes : joined(carry, bytes);
    const offset = this.offset - carry.length;
    let at = 0;
    if (this.header === null) {
      this.header = readHeader(text, 0);
      if (this.header === null) return;
      at = this.header.end;
      this.line += countLines(text, 0, at);
      this.begin(this.header);
    }
    while (at < text.length) {
      const end = this.cells.read(text, at, text.length, this.header.separator, isLast);
      if (end < 0 && !isLast && text.length - at > MOST_BYTES) {
        at = this.skipLong(text, at);
        continue;
      }
      if (end < 0) break;
      if (this.isOther(text, at, end)) {
        this.carry = text.subarray(0, 0);
        this.rest = { bytes: text.subarray(at), offset: offset + at, lines: this.line - 1 };
        this.writer.flush();
        return;
      }
      if (!this.isHeader(text, at)) {
        const isWhole = text[end - 1] === LF || !cut;
        this.record(offset + at, isWhole, isLast && text[end - 1] !== LF);
      }
      this.line += this.cells.lines;
      at = end;
    }
    if (isLast && at < text.length) this.sink.skip(this.line, 'cut-line', {});
    this.carry = isLast ? text.subarray(0, 0) : text.slice(at);
    this.offset += bytes.length;
    this.writer.flush();
  }

  /** Whether another part of the file begins at the record that was just read. */
  private isOther(text: Uint8Array, at: number, end: number): boolean {
    return this.cells.count !== this.header?.columns.length && beginsPart(text, at, end);
  }

  /** Whether the record is the header of another file that was put behind: from there on columns are by that one. */
  private isHeader(text: Uint8Array, at: number): boolean {
    const { cells, header } = this;
    if (header === null) return false;
    const { digits, columns: present } = header;
    if (cells.count === present.length && !(digits.length > 0 && digits.every((c) => cells.isLetter(c)))) return false;
    const next = cells.count < LEAST_KNOWN ? null : readHeader(text, at);
    // Reading a header leaves the record's own cells as they are.
    if (next === null) return false;
    const [before, after] = [header, next].map(({ columns }) => columns.map((column) => column?.field).join());
    if (before !== after || next.separator !== header.separator) {
      this.sink.note('header-changed', { fields: next.columns.length });
      this.header = next;
      this.begin(next);
    }
    return true;
  }

  private begin({ columns, missing, separator, dialect }: Header): void {
    const kept = columns.filter((column) => column !== null);
    if (kept.some(({ reading }) => isConverted(reading))) this.sink.note('converted-units', { dialect });
    if (missing.length > 0) this.sink.note('never-present', { fields: missing.join(', ') });
    const fields = [...kept.map(({ field }) => field), ...missing];
    const records = recordsOf(separator, columns, fields.length);
    const inNanoseconds = kept.flatMap(({ field, reading }) => (isConverted(reading) ? [field] : []));
    this.writer.begin({ ...defaultLayout, fields, types: fields.map(() => ''), inNanoseconds, records });
  }

  /** A quote that never ends, or no line end: on with the next line. */
  private skipLong(text: Uint8Array, at: number): number {
    this.sink.skip(this.line, 'too-long', {});
    const end = text.indexOf(LF, at);
    if (end >= 0) this.line++;
    return end < 0 ? text.length : end + 1;
  }

  private record(place: number, isWhole: boolean, isEnd: boolean): void {
    const { cells, sink, writer, line } = this;
    const { columns, missing, path } = this.header as Header;
    const wanted = columns.length;
    if (cells.count === 1 && cells.isEmpty(0)) return;
    if (!isWhole) {
      sink.skip(line, 'cut-line', {});
      return;
    }
    let found = cells.count;
    while (found > wanted && cells.isEmpty(found - 1)) found--;
    if (found !== wanted) {
      const reason = found > wanted ? 'too-many-fields' : isEnd ? 'cut-line' : 'too-few-fields';
      sink.skip(line, reason, { found: cells.count, wanted });
      return;
    }
    const log = path < 0 ? '' : logName(decoder.decode(cells.text(path)));
    if (isOtherLog(log)) {
      sink.context(log);
      return;
    }
    writer.start(place, line);
    writeCells(writer, cells, columns, () => writer.end());
    for (let i = 0; i < missing.length; i++) writer.end();
    writer.finish();
  }
}

function writeCells(out: CellSink, cells: Cells, columns: readonly (Meaning | null)[], onCell: () => void): void {
  for (let c = 0; c < columns.length; c++) {
    const meaning = columns[c];
    if (meaning === null) continue;
    if (c < cells.count && !cells.isUnset(c)) writeCell(out, cells, c, meaning);
    onCell();
  }
}

/**
 * Numbers are copied: `CellForms` reads them, whatever their form. Text is copied as it stands: it was taken from a Zeek log,
 * escapes and all.
 */
function writeCell(out: CellSink, cells: Cells, c: number, { reading }: Meaning): void {
  const { bytes, start, end } = cells.span(c);
  if (isNumeric(reading)) out.bytes(bytes, start, end);
  else if (reading === 'bool') writeBool(out, bytes, start, end);
  else if (reading === 'lower') writeLower(out, bytes, start, end);
  else if (isArray(bytes, start, end)) writeElements(out, bytes, start, end);
  else {
    let isPlain = true;
    for (let at = start; at < end && isPlain; at++) isPlain = bytes[at] >= 32;
    if (isPlain) {
      out.bytes(bytes, start, end);
      return;
    }
    const cell = escapeCell(bytes, start, end, isLineControl);
    out.bytes(cell, 0, cell.length);
  }
}

/** An array as ClickHouse writes it: `['ssl','http']`. */
function isArray(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== 91 || bytes[end - 1] !== 93 || end - start < 2) return false;
  return end - start === 2 || (bytes[start + 1] === APOSTROPHE && bytes[end - 2] === APOSTROPHE);
}

function writeElements(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const text = decoder.decode(bytes.subarray(start, end));
  const elements = [...text.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, element]) => element.replace(/\\(.)/g, '$1'));
  writeSet(out, elements);
}

/** The cells of one record, quotes undone where they are read. */
export class Cells {
  count = 0;
  /** Whether something stands behind a closing quote, as in no CSV. */
  isOdd = false;
  /** Line ends in the record. */
  lines = 0;
  private source: Uint8Array = new Uint8Array(0);
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly isDoubled: boolean[] = [];

  /** Reads the record at `at`; out comes the place after its line end, -1 when it goes on after `limit`. */
  read(bytes: Uint8Array, at: number, limit: number, separator: number, isLast: boolean): number {
    this.source = bytes;
    this.count = 0;
    this.lines = 0;
    this.isOdd = false;
    let place = at;
    for (;;) {
      // Zeek quotes nothing in what it divides by tabs.
      const isQuoted = bytes[place] === QUOTE && place < limit && separator !== TAB;
      let doubled = false;
      let start = place;
      let end = -1;
      if (isQuoted) {
        start = ++place;
        for (; place < limit; place++) {
          if (bytes[place] === LF) this.lines++;
          if (bytes[place] !== QUOTE) continue;
          if (bytes[place + 1] !== QUOTE || place + 1 >= limit) break;
          doubled = true;
          place++;
        }
        if (place >= limit || (place + 1 >= limit && !isLast)) return -1;
        end = place++;
        if (place < limit && bytes[place] !== separator && bytes[place] > 32) this.isOdd = true;
      }
      while (place < limit && bytes[place] !== separator && bytes[place] !== LF) place++;
      if (place >= limit && !isLast) return -1;
      if (!isQuoted) end = place > start && bytes[place - 1] === CR && bytes[place] !== separator ? place - 1 : place;
      this.starts[this.count] = start;
      this.ends[this.count] = end;
      this.isDoubled[this.count] = doubled;
      this.count++;
      if (place >= limit) return limit;
      if (bytes[place] === LF) {
        this.lines++;
        return place + 1;
      }
      place++;
    }
  }

  isEmpty(c: number): boolean {
    return this.starts[c] >= this.ends[c];
  }

  /** Empty, Zeek's own mark, or ClickHouse's `\N`. */
  isUnset(c: number): boolean {
    const start = this.starts[c];
    const length = this.ends[c] - start;
    if (length <= 0 || (length === 1 && this.source[start] === MINUS)) return true;
    return length === 2 && this.source[start] === BACKSLASH && this.source[start + 1] === LETTER_N;
  }

  /** Whether a cell begins with a letter. */
  isLetter(c: number): boolean {
    const byte = this.source[this.starts[c]] | 32;
    return !this.isEmpty(c) && byte >= 97 && byte <= 122;
  }

  text(c: number): Uint8Array {
    const { bytes, start, end } = this.span(c);
    return bytes.subarray(start, end);
  }

  /** The cell's text, without the `'` that keeps a spreadsheet from taking it for a formula. */
  span(c: number): { readonly bytes: Uint8Array; readonly start: number; readonly end: number } {
    let { source: bytes } = this;
    let start = this.starts[c];
    let end = this.ends[c];
    if (this.isDoubled[c]) {
      bytes = halved(bytes, start, end);
      [start, end] = [0, bytes.length];
    }
    return { bytes, start: afterGuard(bytes, start, end), end };
  }
}

/** Of every two quotes one. */
function halved(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const out = new Uint8Array(end - start);
  let length = 0;
  for (let at = start; at < end; at++) {
    out[length++] = bytes[at];
    if (bytes[at] === QUOTE && bytes[at + 1] === QUOTE && at + 1 < end) at++;
  }
  return out.subarray(0, length);
}

function recordsOf(separator: number, columns: readonly (Meaning | null)[], fields: number): RecordForm {
  const cells = new Cells();
  return {
    end(bytes, start, limit) {
      const end = cells.read(bytes, start, limit, separator, true);
      const line = bytes[end - 1] === LF ? end - 1 : end;
      return line > start && bytes[line - 1] === CR ? line - 1 : line;
    },
    cut(bytes, start, end) {
      cells.read(bytes, start, end, separator, true);
      const starts = new Uint32Array(fields + 1);
      const out = new Collected();
      let cell = 0;
      const onCell = () => {
        out.byte(0);
        starts[++cell] = out.length;
      };
      writeCells(out, cells, columns, onCell);
      while (cell < fields) onCell();
      return { bytes: out.taken(), starts };
    },
  };
}
