import { isOtherLog } from '../schema/log-names.ts';
import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import { plainReader } from '../table/cell-reader.ts';
import { type FieldBlock, isMark } from '../table/field-block.ts';
import type { Layout, RecordForm } from '../table/table.ts';
import { blankCells, blankRecords } from './blank-records.ts';
import {
  byteOrderMark,
  type Format,
  type FormatReader,
  type LogSink,
  MOST_BYTES,
  type Rest,
  type Start,
  textStart,
} from './format.ts';
import { headerlessFields, noteHeaderless } from './headerless-fields.ts';
import { beginsPart } from './part.ts';
import { RecordWriter } from './record-writer.ts';
import { tailCells, tailRecords } from './tail-records.ts';
import { tsvRecords } from './tsv-records.ts';
import { ZeekHeader } from './zeek-header.ts';

/** Zeek's own text form: `#` lines that say how it is written, then a line a row. Source: Zeek's logging/writers/ascii. */
export const zeekTsv: Format = {
  name: 'Zeek TSV',
  sniff: (head) => {
    if (head[byteOrderMark(head, 0)] > HASH) return false;
    // Lines of comments may come first, as in Zeek's own test baselines.
    return /^(?:\s*#[^\n]*\n)*?\s*#(separator|set_separator|empty_field|unset_field|path|open|fields)\W/.test(
      decoder.decode(head.subarray(0, 4096)),
    );
  },
  reader: (sink, kernel, start) => new ZeekTsvReader(sink, kernel, start),
};

const decoder = new TextDecoder();
const LF = 10;
const CR = 13;
const HASH = 35;
const TAB = 9;
const BLOCK_LINES = 2048;
/** Rows that decide the fields where a header does not name them. */
const ASSUMED_ROWS = 64;

/** Finds the cells of a line. */
type CutLine = (bytes: Uint8Array, start: number, end: number, separator: number) => [number, number][];

/** How lines are cut that are not cells one separator apart. */
const cutters: ReadonlyMap<RecordForm, CutLine> = new Map([
  [tailRecords, tailCells],
  [blankRecords, blankCells],
]);

/** Reads lines by the header that comes with them, or as `layout` says until one comes. */
export class ZeekTsvReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly kernel: CellKernel | null;
  /** For lines whose cells do not stand one separator apart. */
  private readonly writer: RecordWriter;
  private readonly header = new ZeekHeader();
  private layout: Layout | null = null;
  /** The layout of the lines from the one on at which it stopped. */
  private pending: Layout | null = null;
  private inKernel = false;
  /** Reused for every block: places of cells, and line numbers. The kernel has its own. */
  private starts = new Uint32Array(0);
  private readonly lines = new Uint32Array(BLOCK_LINES);
  /** The line whose end has not come yet. */
  private carry: Uint8Array = new Uint8Array(0);
  /** Place in the text of the next byte that is pushed. */
  private offset = 0;
  private line = 0;
  private isLast = false;
  /** Within a line that is too long to be read. */
  private isInLong = false;
  /** Place in the text of the line at which another part begins, -1 while none did. */
  private stoppedAt = -1;
  private rest: Rest | null = null;

  constructor(
    sink: LogSink,
    kernel: CellKernel | null,
    { offset, lines }: Start = textStart,
    layout: Layout | null = null,
  ) {
    this.sink = sink;
    this.kernel = kernel;
    this.writer = new RecordWriter(sink, kernel);
    this.offset = offset;
    this.line = lines;
    if (layout !== null) this.begin(layout);
  }

  push(bytes: Uint8Array): void {
    let start = 0;
    if (this.isInLong) {
      start = bytes.indexOf(LF) + 1;
      if (start === 0) {
        this.offset += bytes.length;
        return;
      }
      this.isInLong = false;
      this.line++;
    }
    if (this.carry.length > 0) {
      const end = bytes.indexOf(LF);
      const carried = this.carry;
      this.carry = joined(carried, end < 0 ? bytes : bytes.subarray(0, end + 1));
      if (end >= 0) {
        const line = this.carry;
        this.carry = new Uint8Array(0);
        this.readLines(line, 0, line.length, this.offset - carried.length);
        if (this.stoppedAt >= 0) {
          this.leave(joined(line, bytes.subarray(end + 1)));
          return;
        }
      }
      start = end < 0 ? bytes.length : end + 1;
    }
    if (this.carry.length > MOST_BYTES) {
      this.sink.skip(this.line + 1, 'too-long', {});
      this.carry = new Uint8Array(0);
      this.isInLong = true;
    }
    const end = bytes.lastIndexOf(LF) + 1;
    if (end > start) this.readLines(bytes, start, end, this.offset);
    if (this.stoppedAt >= 0) {
      this.leave(bytes.subarray(this.stoppedAt - this.offset));
      return;
    }
    if (Math.max(start, end) < bytes.length) this.carry = bytes.slice(Math.max(start, end));
    this.offset += bytes.length;
  }

  end(cut: boolean): void {
    const line = this.carry;
    this.carry = new Uint8Array(0);
    if (line.length > 0 && line[0] !== HASH) {
      if (cut) this.sink.skip(this.line + 1, 'cut-line', {});
      else {
        const ended = joined(line, Uint8Array.of(LF));
        this.isLast = true;
        this.readLines(ended, 0, ended.length, this.offset - line.length);
        if (this.stoppedAt >= 0) this.leave(line);
      }
    }
    const layout = this.header.takeNew();
    if (layout !== null) this.sink.begin(layout);
  }

  takeRest(): Rest | null {
    const { rest } = this;
    this.rest = null;
    return rest;
  }

  moveTo({ offset, lines }: Start): void {
    if (this.carry.length > 0 || this.isInLong) this.sink.skip(this.line + 1, 'cut-line', {});
    this.carry = new Uint8Array(0);
    this.isInLong = false;
    this.offset = offset;
    this.line = lines;
    if (this.layout !== null) this.begin(this.layout);
  }

  private leave(bytes: Uint8Array): void {
    this.rest = { bytes, offset: this.stoppedAt, lines: this.line };
    this.carry = new Uint8Array(0);
    this.stoppedAt = -1;
  }

  /** Reads whole lines, `bytes[from..to)`, which stand at `offset + from` in the text. */
  private readLines(bytes: Uint8Array, from: number, to: number, offset: number): void {
    let at = from;
    while (at < to && this.stoppedAt < 0) {
      if (isMarkedHeader(bytes, at)) at += byteOrderMark(bytes, at);
      if (this.layout === null) at = skipBlanks(bytes, at, to);
      if (bytes[at] === HASH) {
        at = this.readHash(bytes, at);
        continue;
      }
      const layout = this.header.takeNew();
      if (layout !== null) this.takeHeader(layout);
      else if (this.layout === null) this.assume(bytes, at, to);
      if (this.pending !== null) this.begin(this.pending);
      at = this.layout === null ? this.skipLine(bytes, at, offset) : this.readRows(bytes, at, to, offset, this.layout);
    }
  }

  private takeHeader(layout: Layout): void {
    const before = this.layout?.fields.join() ?? layout.fields.join();
    if (before !== layout.fields.join()) this.sink.note('header-changed', { fields: layout.fields.length });
    if (layout.types.every((type) => type === '')) this.sink.note('types-missing', {});
    this.begin(layout);
  }

  private begin(layout: Layout): void {
    const { kernel } = this;
    this.layout = layout;
    this.pending = null;
    if (layout.records === blankRecords) this.sink.note('tabs-lost', {});
    if (cutters.has(layout.records)) {
      this.writer.begin(layout);
      return;
    }
    // The sink may refuse the layout, before a header of a hundred thousand fields costs memory.
    this.sink.begin(layout);
    this.inKernel = kernel?.fits(layout.separator, layout.unset, layout.fields.length) === true;
    if (this.inKernel) kernel?.setUnset(layout.unset);
  }

  private readHash(bytes: Uint8Array, at: number): number {
    const end = bytes.indexOf(LF, at);
    this.header.add(bytes.subarray(at, bytes[end - 1] === CR ? end - 1 : end));
    this.line++;
    return end + 1;
  }

  /** Rows of a conn.log under a header without the names of its fields have those of their width. */
  private assume(bytes: Uint8Array, at: number, to: number): void {
    const { stated } = this.header;
    const fields = isOtherLog(stated.path) ? null : headerlessFields(rowsOf(bytes, at, to, stated));
    if (fields === null) return;
    const types = stated.types.length === fields.length ? stated.types : fields.map(() => '');
    noteHeaderless(this.sink, fields, '#fields');
    this.begin({ ...stated, fields, types });
  }

  private skipLine(bytes: Uint8Array, at: number, offset: number): number {
    const end = bytes.indexOf(LF, at);
    if (this.stops(bytes, at, end, offset)) return at;
    this.line++;
    const { path } = this.header.stated;
    if (isOtherLog(path)) {
      if (bytes.subarray(at, end).some((byte) => byte > 32)) this.sink.context(path);
    } else if (bytes.subarray(at, end).some((byte) => byte > 32)) this.sink.skip(this.line, 'no-header', {});
    return end + 1;
  }

  /** Reads lines until one begins with `#`; returns where it stopped. Through the kernel, as much at a time as it holds. */
  private readRows(bytes: Uint8Array, from: number, to: number, offset: number, layout: Layout): number {
    const { kernel } = this;
    const cut = cutters.get(layout.records);
    if (cut !== undefined) return this.readUneven(bytes, from, to, offset, layout, cut);
    if (kernel === null || !this.inKernel) return this.readBlocks(bytes, from, to, offset, layout, null);
    let at = from;
    while (at < to && bytes[at] !== HASH && !this.isAtPart(bytes, at)) {
      const whole = at + kernel.textLength < to ? bytes.lastIndexOf(LF, at + kernel.textLength - 1) + 1 : to;
      if (whole > at) {
        kernel.load(bytes, at, whole);
        const shift = kernel.textAt - at;
        at = this.readBlocks(kernel.bytes, at + shift, whole + shift, offset - shift, layout, kernel) - shift;
      } else at = this.readBlocks(bytes, at, bytes.indexOf(LF, at) + 1, offset, layout, null);
    }
    return at;
  }

  /** As `readRows`; `kernel` is null for bytes that are not in its memory. */
  private readBlocks(
    bytes: Uint8Array,
    from: number,
    to: number,
    offset: number,
    layout: Layout,
    kernel: CellKernel | null,
  ): number {
    const cells = layout.fields.length;
    const capacity = kernel?.capacity(cells) ?? BLOCK_LINES;
    const block: FieldBlock = {
      bytes,
      starts: kernel?.starts ?? this.ownStarts(cells + 1),
      stride: cells + 1,
      separatorLength: layout.separator.length,
      unset: layout.unset,
      reader: kernel ?? plainReader,
      forms: null,
      lines: kernel?.lines ?? this.lines,
      places: null,
      count: 0,
    };
    let at = from;
    while (at < to && bytes[at] !== HASH && !this.isAtPart(bytes, at)) {
      if (kernel !== null) {
        const found = kernel.findCells(at, to, layout.separator[0], cells, block.count);
        for (let i = 0; i < found; i++) block.lines[block.count + i] = this.line + 1 + i;
        this.line += found;
        block.count += found;
        at = kernel.stoppedAt;
      }
      // What the kernel stops at it leaves to the plain way, a line at a time.
      if (at < to && block.count < capacity) {
        at = this.findCells(block, at, to, offset, layout, kernel === null ? capacity - block.count : 1);
      }
      if (block.count === capacity) this.flush(block, offset);
    }
    this.flush(block, offset);
    return at;
  }

  /** As `readRows`, for lines whose cells do not stand one separator apart. */
  private readUneven(
    bytes: Uint8Array,
    from: number,
    to: number,
    offset: number,
    layout: Layout,
    cut: CutLine,
  ): number {
    const { writer } = this;
    const wanted = layout.fields.length;
    let at = from;
    while (at < to && bytes[at] !== HASH && !this.isAtPart(bytes, at)) {
      const next = bytes.indexOf(LF, at) + 1;
      const end = tsvRecords.end(bytes, at, next);
      const cells = end === at ? [] : cut(bytes, at, end, layout.separator[0]);
      if (cells.length !== wanted && end > at && this.stops(bytes, at, end, offset)) break;
      this.line++;
      if (cells.length === wanted) {
        writer.start(offset + at, this.line);
        for (const [start, stop] of cells) {
          writer.bytes(bytes, start, stop);
          writer.end();
        }
        writer.finish();
      } else if (end > at) this.miscounted(this.line, cells.length, wanted, cut === blankCells);
      at = next;
    }
    writer.flush();
    return at;
  }

  /** Places of the cells of a block that the kernel does not hold: made when first wanted, since small files never do. */
  private ownStarts(stride: number): Uint32Array {
    if (this.starts.length < BLOCK_LINES * stride) this.starts = new Uint32Array(BLOCK_LINES * stride);
    return this.starts;
  }

  private flush(block: FieldBlock, offset: number): void {
    if (block.count > 0) this.sink.rows(block, offset);
    block.count = 0;
  }

  /**
   * Finds the cells of at most `most` whole lines until the block is full or a line begins with `#`; returns where it
   * stopped. One comparison a byte; lines with too few or too many cells are passed over and told to the sink. A line with
   * a separator too many at its end, as some tools leave it, keeps its cells.
   */
  private findCells(
    block: FieldBlock,
    from: number,
    to: number,
    offset: number,
    { separator, fields }: Layout,
    most: number,
  ): number {
    const { bytes, starts, lines, stride } = block;
    const cells = fields.length;
    const first = separator[0];
    const width = separator.length;
    const last = this.line + most;
    // Bytes above it are neither separator nor line end: one comparison for nearly every byte of a log cut by tabs.
    const passed = Math.max(first, LF);
    let { count } = block;
    let { line } = this;
    let at = from;
    while (at < to && line < last && bytes[at] !== HASH) {
      const begin = at;
      const base = count * stride;
      let cell = 0;
      starts[base] = at;
      for (;;) {
        let byte = bytes[at];
        while (byte > passed) byte = bytes[++at];
        if (byte === LF) break;
        if (byte === first && (width === 1 || isMark(bytes, at, separator))) {
          at += width;
          if (++cell <= cells) starts[base + cell] = at;
        } else at++;
      }
      line++;
      const end = at > begin && bytes[at - 1] === CR ? at - 1 : at;
      at++;
      if (end === begin) continue;
      if (cell + 1 === cells) starts[base + cells] = end + width;
      else if (cell + 1 < cells || end > starts[base + cells] + (cell - cells) * width) {
        // The next file of several that were put one after another may begin here, or lines without tabs.
        const isOther = isMarkedHeader(bytes, begin) || this.stops(bytes, begin, end, offset);
        if (isOther || (cell === 0 && this.takesBlanks(bytes, begin, end))) {
          line--;
          at = begin;
          break;
        }
        this.miscounted(line, cell + 1, cells);
        continue;
      }
      lines[count++] = line;
    }
    block.count = count;
    this.line = line;
    return at;
  }

  /** Whether the line at `at` is for others: another part begins there, or a header behind a byte order mark. */
  private isAtPart(bytes: Uint8Array, at: number): boolean {
    return this.stoppedAt >= 0 || this.pending !== null || isMarkedHeader(bytes, at);
  }

  /** Goes on by blanks where a line without a tab has as many words as there are fields. */
  private takesBlanks(bytes: Uint8Array, at: number, end: number): boolean {
    const { layout } = this;
    const isTabbed = layout !== null && layout.separator.length === 1 && layout.separator[0] === TAB;
    if (!isTabbed || blankCells(bytes, at, end).length !== layout.fields.length) return false;
    this.pending = { ...layout, records: blankRecords };
    return true;
  }

  /** Stops before a line that is no row where another part of the file begins there. */
  private stops(bytes: Uint8Array, at: number, end: number, offset: number): boolean {
    if (!beginsPart(bytes, at, end)) return false;
    this.stoppedAt = offset + at;
    return true;
  }

  private miscounted(line: number, found: number, wanted: number, isBlank = false): void {
    const reason = isBlank
      ? 'tabs-lost'
      : found > wanted
        ? 'too-many-fields'
        : this.isLast
          ? 'cut-line'
          : 'too-few-fields';
    this.sink.skip(line, reason, { found, wanted });
  }
}

/** The first rows as texts, as the layout divides them. */
function rowsOf(bytes: Uint8Array, from: number, to: number, { separator }: Layout): string[][] {
  const rows: string[][] = [];
  const mark = decoder.decode(separator);
  for (let at = from; at < to && rows.length < ASSUMED_ROWS && bytes[at] !== HASH; ) {
    const next = bytes.indexOf(LF, at) + 1;
    rows.push(decoder.decode(bytes.subarray(at, tsvRecords.end(bytes, at, next))).split(mark));
    at = next;
  }
  return rows;
}

/** Whether a header begins here, of a file that was put behind others with its byte order mark. */
function isMarkedHeader(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 3] === HASH && byteOrderMark(bytes, at) > 0;
}

/** Steps over blank space before a line of the header. A row whose first cell is empty may have `#` in its second. */
function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] === 32 || bytes[at] === 9)) at++;
  return directive.test(String.fromCharCode(...bytes.subarray(at, at + 16))) ? at : from;
}

const directive = /^#(separator|set_separator|empty_field|unset_field|path|open|close|fields|types)\W/;
