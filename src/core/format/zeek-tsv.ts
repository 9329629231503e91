import { isOtherLog } from '../schema/log-names.ts';
import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import type { Layout } from '../table/table.ts';
import { assumedLayout } from './assumed-layout.ts';
import {
  byteOrderMark,
  type Format,
  type FormatReader,
  isBlank,
  type LogSink,
  MOST_BYTES,
  type Rest,
  type Start,
  textStart,
} from './format.ts';
import { noteHeaderless } from './headerless-fields.ts';
import { isMarkedHeader, TsvRows } from './tsv-rows.ts';
import { ZeekHeader } from './zeek-header.ts';

/**
 * Zeek's own text form: `#` lines that say how it is written, then a line a row. Source: Zeek's logging/writers/ascii.
 */
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

/** Reads lines by the header that comes with them, or as `layout` says until one comes. */
export class ZeekTsvReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly rows: TsvRows;
  private readonly header = new ZeekHeader();
  private layout: Layout | null = null;
  /** The line whose end has not come yet. */
  private carry: Uint8Array = new Uint8Array(0);
  /** Place in the text of the next byte that is pushed. */
  private offset = 0;
  /** Within a line that is too long to be read. */
  private isInLong = false;
  private rest: Rest | null = null;

  constructor(
    sink: LogSink,
    kernel: CellKernel | null,
    { offset, lines }: Start = textStart,
    layout: Layout | null = null,
  ) {
    this.sink = sink;
    this.rows = new TsvRows(sink, kernel, lines);
    this.offset = offset;
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
      this.rows.line++;
    }
    if (this.carry.length > 0) {
      const end = bytes.indexOf(LF);
      const carried = this.carry;
      this.carry = joined(carried, end < 0 ? bytes : bytes.subarray(0, end + 1));
      if (end >= 0) {
        const line = this.carry;
        this.carry = new Uint8Array(0);
        this.readLines(line, 0, line.length, this.offset - carried.length);
        if (this.rows.stoppedAt >= 0) {
          this.leave(joined(line, bytes.subarray(end + 1)));
          return;
        }
      }
      start = end < 0 ? bytes.length : end + 1;
    }
    if (this.carry.length > MOST_BYTES) {
      this.sink.skip(this.rows.line + 1, 'too-long', {});
      this.carry = new Uint8Array(0);
      this.isInLong = true;
    }
    const end = bytes.lastIndexOf(LF) + 1;
    if (end > start) this.readLines(bytes, start, end, this.offset);
    if (this.rows.stoppedAt >= 0) {
      this.leave(bytes.subarray(this.rows.stoppedAt - this.offset));
      return;
    }
    if (Math.max(start, end) < bytes.length) this.carry = bytes.slice(Math.max(start, end));
    this.offset += bytes.length;
  }

  end(cut: boolean): void {
    const line = this.carry;
    this.carry = new Uint8Array(0);
    if (line.length > 0 && line[0] !== HASH) {
      if (cut) this.sink.skip(this.rows.line + 1, 'cut-line', {});
      else {
        const ended = joined(line, Uint8Array.of(LF));
        this.rows.isLast = true;
        this.readLines(ended, 0, ended.length, this.offset - line.length);
        if (this.rows.stoppedAt >= 0) this.leave(line);
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
    if (this.carry.length > 0 || this.isInLong) this.sink.skip(this.rows.line + 1, 'cut-line', {});
    this.carry = new Uint8Array(0);
    this.isInLong = false;
    this.offset = offset;
    this.rows.line = lines;
    if (this.layout !== null) this.begin(this.layout);
  }

  private leave(bytes: Uint8Array): void {
    this.rest = { bytes, offset: this.rows.stoppedAt, lines: this.rows.line };
    this.carry = new Uint8Array(0);
    this.rows.stoppedAt = -1;
  }

  /** Reads whole lines, `bytes[from..to)`, which stand at `offset + from` in the text. */
  private readLines(bytes: Uint8Array, from: number, to: number, offset: number): void {
    let at = from;
    while (at < to && this.rows.stoppedAt < 0) {
      if (isMarkedHeader(bytes, at)) at += byteOrderMark(bytes, at);
      if (this.layout === null) at = skipBlanks(bytes, at, to);
      if (bytes[at] === HASH) {
        at = this.readHash(bytes, at);
        continue;
      }
      const layout = this.header.takeNew();
      if (layout !== null) this.takeHeader(layout);
      else if (this.layout === null) this.assume(assumedLayout(bytes, at, to, this.header.stated));
      if (this.rows.pending !== null) this.begin(this.rows.pending);
      at = this.layout === null ? this.skipLine(bytes, at, offset) : this.rows.read(bytes, at, to, offset, this.layout);
    }
  }

  private takeHeader(layout: Layout): void {
    const before = this.layout?.fields.join() ?? layout.fields.join();
    if (before !== layout.fields.join()) this.sink.note('header-changed', { fields: layout.fields.length });
    if (layout.types.every((type) => type === '')) this.sink.note('types-missing', {});
    this.begin(layout);
  }

  private begin(layout: Layout): void {
    this.layout = layout;
    this.rows.begin(layout);
  }

  private readHash(bytes: Uint8Array, at: number): number {
    const end = bytes.indexOf(LF, at);
    this.header.add(bytes.subarray(at, bytes[end - 1] === CR ? end - 1 : end));
    this.rows.line++;
    return end + 1;
  }

  private assume(layout: Layout | null): void {
    if (layout === null) return;
    noteHeaderless(this.sink, layout.fields, '#fields');
    this.begin(layout);
  }

  private skipLine(bytes: Uint8Array, at: number, offset: number): number {
    const end = bytes.indexOf(LF, at);
    if (this.rows.stops(bytes, at, end, offset)) return at;
    this.rows.line++;
    const { path } = this.header.stated;
    if (isOtherLog(path)) {
      if (bytes.subarray(at, end).some((byte) => byte > 32)) this.sink.context(path);
    } else if (!isBlank(bytes, at, end)) this.sink.skip(this.rows.line, 'no-header', {});
    return end + 1;
  }
}

/** Steps over blank space before a line of the header. A row whose first cell is empty may have `#` in its second. */
function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && (bytes[at] === 32 || bytes[at] === 9)) at++;
  return directive.test(String.fromCharCode(...bytes.subarray(at, at + 16))) ? at : from;
}

const directive = /^#(separator|set_separator|empty_field|unset_field|path|open|close|fields|types)\W/;
