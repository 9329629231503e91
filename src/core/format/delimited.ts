import { isKnownField } from '../schema/conn.ts';
import { isOtherLog, logName } from '../schema/log-names.ts';
import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import { isUnsetWord } from '../table/cell-reader.ts';
import type { RecordForm } from '../table/table.ts';
import { Collected } from './collected.ts';
import { countLines } from './count-lines.ts';
import { DelimitedCells } from './delimited-cells.ts';
import { assumeDelimitedHeader, type DelimitedHeader, LEAST_KNOWN, readDelimitedHeader } from './delimited-header.ts';
import { escapeCell, isLineControl } from './escape-cell.ts';
import {
  type Format,
  type FormatReader,
  type LogSink,
  MOST_BYTES,
  type Rest,
  type Start,
  textStart,
} from './format.ts';
import { noteHeaderless } from './headerless-fields.ts';
import { isConverted, isNumeric, type Meaning } from './names.ts';
import { beginsPart } from './part.ts';
import { isRule } from './recognise.ts';
import { RecordWriter } from './record-writer.ts';
import { spreadsheetQuotes } from './spreadsheet-cell.ts';
import { type CellSink, writeBool, writeLower, writeSet } from './values.ts';
import { defaultLayout } from './zeek-header.ts';

/**
 * A header row without `#`, then one record per line, divided by tab, comma, semicolon or `|`: what Zeek writes with
 * `tsv=T`, what pandas, Splunk and Kibana export, and Oddflow's own CSV. Quotes as in RFC 4180.
 */
export const delimited: Format = {
  name: 'CSV',
  sniff: (head) => readDelimitedHeader(head, 0) !== null,
  reader: (sink, kernel, start) => new DelimitedReader(sink, kernel, start),
};

/** Rows of a conn.log without the header, divided by comma, semicolon or `|`. */
export const headerlessDelimited: Format = {
  name: 'CSV without a header',
  isAssumed: true,
  sniff: (head) => assumeDelimitedHeader(head, 0) !== null,
  reader: (sink, kernel, start) => new DelimitedReader(sink, kernel, start, assumeDelimitedHeader),
};

const LF = 10;
const PIPE = 124;
/** What tables of psql and mysql end with. */
const rowCount = /^\(?\d+ rows?(\)| in set.*)\s*$/;
const APOSTROPHE = 39;
const SPACE = 32;
const decoder = new TextDecoder();

class DelimitedReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly writer: RecordWriter;
  private readonly cells = new DelimitedCells();
  private header: DelimitedHeader | null = null;
  private carry: Uint8Array = new Uint8Array(0);
  private offset: number;
  private line: number;
  private rest: Rest | null = null;
  private isQuoted = false;
  private readonly readHeader: typeof readDelimitedHeader;

  constructor(
    sink: LogSink,
    kernel: CellKernel | null,
    { offset, lines }: Start = textStart,
    readHeader = readDelimitedHeader,
  ) {
    this.sink = sink;
    this.readHeader = readHeader;
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
      this.header = this.readHeader(text, 0);
      if (this.header === null) return;
      at = this.header.end;
      this.line += countLines(text, 0, at);
      if (this.readHeader === assumeDelimitedHeader)
        noteHeaderless(
          this.sink,
          this.header.columns.flatMap((column) => column?.field ?? []),
        );
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
      if (!this.isHeader(text, at) && !this.isOfTable(text, at, end)) {
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

  /** Whether the line is a part of a table of `|` that is no row. */
  private isOfTable(text: Uint8Array, at: number, end: number): boolean {
    if (this.header?.separator !== PIPE) return false;
    if (isRule(text, at, end - (text[end - 1] === LF ? 1 : 0))) return true;
    return this.cells.count === 1 && rowCount.test(decoder.decode(text.subarray(at, end)));
  }

  /** Whether the record is the header of another file that was put behind: from there on columns are by that one. */
  private isHeader(text: Uint8Array, at: number): boolean {
    const { cells, header } = this;
    if (header === null) return false;
    const { digits, columns: present } = header;
    if (cells.count === present.length && !(digits.length > 0 && digits.every((c) => cells.isLetter(c)))) return false;
    const next = cells.count < LEAST_KNOWN ? null : readDelimitedHeader(text, at);
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

  private begin({ columns, missing, separator, dialect, quotesTabs }: DelimitedHeader): void {
    this.cells.quotesTabs = quotesTabs;
    const kept = columns.filter((column) => column !== null);
    if (kept.some(({ reading }) => isConverted(reading))) this.sink.note('converted-units', { dialect });
    if (missing.length > 0) this.sink.note('never-present', { fields: missing.join(', ') });
    const fields = [...kept.map(({ field }) => field), ...missing];
    const records = recordsOf(separator, columns, fields.length, quotesTabs);
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
    const { columns, missing, path } = this.header as DelimitedHeader;
    const wanted = columns.length;
    if (cells.count === 1 && cells.isEmpty(0)) return;
    if (!isWhole) {
      sink.skip(line, 'cut-line', {});
      return;
    }
    // One more may be empty since a comma divides a number in two, and everything behind it is shifted.
    if (cells.count !== wanted && !this.lacksUnnamed(wanted)) {
      const reason = cells.count > wanted ? 'too-many-fields' : isEnd ? 'cut-line' : 'too-few-fields';
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
    if (cells.quoted !== '' && !this.isQuoted) {
      this.isQuoted = true;
      sink.note('spreadsheet-cells', { text: cells.quoted });
    }
    for (let i = 0; i < missing.length; i++) writer.end();
    writer.finish();
  }

  /** Whether a record only lacks cells of the last columns, which have no names. */
  private lacksUnnamed(wanted: number): boolean {
    const { unnamed } = this.header as DelimitedHeader;
    return this.cells.count < wanted && this.cells.count >= wanted - unnamed;
  }
}

function writeCells(
  out: CellSink,
  cells: DelimitedCells,
  columns: readonly (Meaning | null)[],
  onCell: () => void,
): void {
  for (let c = 0; c < columns.length; c++) {
    const meaning = columns[c];
    if (meaning === null) continue;
    if (c < cells.count && !cells.isUnset(c)) writeCell(out, cells, c, meaning);
    onCell();
  }
}

/**
 * Numbers are copied: `CellForms` reads them, whatever their form. Text is copied as it stands: it was taken from a
 * Zeek log, escapes and all.
 */
function writeCell(out: CellSink, cells: DelimitedCells, c: number, meaning: Meaning): void {
  if (cells.isPlain(c)) {
    writeText(out, cells.source, cells.starts[c], cells.ends[c], meaning, cells.isQuoted[c]);
    return;
  }
  const { bytes, start, end, isGuarded } = cells.span(c);
  const quotes = isGuarded ? null : spreadsheetQuotes(bytes, start, end, meaning);
  if (quotes !== null && cells.quoted === '')
    cells.quoted = decoder.decode(bytes.subarray(start, Math.min(end, start + 40)));
  const [before, behind] = quotes ?? [0, 0];
  writeText(out, bytes, start + before, end - behind, meaning, cells.isQuoted[c]);
}

/**
 * A quoted cell as it stands, another without the blanks around it, and of a field that we know unset by words such as
 * `NULL`.
 */
function writeText(
  out: CellSink,
  bytes: Uint8Array,
  from: number,
  to: number,
  { field, reading }: Meaning,
  isQuoted: boolean,
): void {
  let [start, end] = [from, to];
  while (!isQuoted && start < end && bytes[start] === SPACE) start++;
  while (!isQuoted && end > start && bytes[end - 1] === SPACE) end--;
  if (isNumeric(reading)) out.bytes(bytes, start, end);
  else if (!isQuoted && isUnsetWord(bytes, start, end) && isKnownField(field)) return;
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

function recordsOf(
  separator: number,
  columns: readonly (Meaning | null)[],
  fields: number,
  quotesTabs: boolean,
): RecordForm {
  const cells = new DelimitedCells();
  cells.quotesTabs = quotesTabs;
  return {
    end: (bytes, start, limit) => cells.endOf(bytes, start, limit, separator),
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
