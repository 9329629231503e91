import { isConnState } from '../schema/conn-state.ts';
import { isConnLog, isOtherLog } from '../schema/log-names.ts';
import { joined } from '../source/joined.ts';
import type { CellKernel } from '../table/cell-kernel.ts';
import type { Layout } from '../table/table.ts';
import { type Format, type FormatReader, type LogSink, MOST_BYTES, type Start, textStart } from './format.ts';
import { headerlessFields, isConnRow, mayBeginConnRow, noteHeaderless } from './headerless-fields.ts';
import {
  headerOf,
  logOfPrefix,
  markedCells,
  type PrefixedLine,
  prefixedLine,
  prefixedRecords,
  type TabMark,
} from './prefixed-line.ts';
import { cellsOf, prefixMarkOf, someLine } from './prefixed-sniff.ts';
import { isDataLike } from './recognise.ts';
import { RecordWriter } from './record-writer.ts';
import { tsvRecords } from './tsv-records.ts';
import { defaultLayout, ZeekHeader } from './zeek-header.ts';

/**
 * Lines of Zeek's TSV behind something else, as `grep` and syslog leave them, with or without the log's header; their
 * tabs may be escaped as `#011`.
 */
export const prefixed: Format = {
  name: 'Zeek TSV behind a prefix',
  sniff: (head) => prefixMarkOf(head) !== null,
  reader: (sink, kernel, start) => new PrefixedReader(sink, kernel, start),
};

const LF = 10;
const decoder = new TextDecoder();
/** Rows that decide the fields where no header does. */
const ROWS = 64;
const STATE = 11;

class PrefixedReader implements FormatReader {
  private readonly sink: LogSink;
  private readonly writer: RecordWriter;
  private readonly header = new ZeekHeader();
  private mark: TabMark | null = null;
  /** Of the last line: what stood before it, and the log that it names. */
  private prefix = '';
  private log = '';
  private isNoted = false;
  private layout: Layout | null = null;
  /** Layouts by the number of cells, the last that a header stated, and those that were made up. */
  private readonly layouts = new Map<number, Layout>();
  private readonly assumed = new Set<Layout>();
  /** The first rows of the log, by which fields are made up. */
  private head: string[][] = [];
  private carry: Uint8Array = new Uint8Array(0);
  private offset: number;
  private line: number;
  /** Within a line that is too long to be read. */
  private isInLong = false;

  constructor(sink: LogSink, kernel: CellKernel | null, { offset, lines }: Start = textStart) {
    this.sink = sink;
    this.writer = new RecordWriter(sink, kernel);
    this.offset = offset;
    this.line = lines;
  }

  push(block: Uint8Array): void {
    const bytes = this.isInLong ? this.behindLong(block) : block;
    if (bytes.length === 0) return;
    const text = joined(this.carry, bytes);
    const offset = this.offset - this.carry.length;
    this.mark ??= this.begin(text);
    let at = 0;
    for (let end = text.indexOf(LF); end >= 0; end = text.indexOf(LF, at)) {
      this.readLine(text, at, end, offset);
      at = end + 1;
    }
    this.writer.flush();
    this.carry = text.slice(at);
    this.offset += bytes.length;
    if (this.carry.length > MOST_BYTES) {
      this.sink.skip(this.line + 1, 'too-long', {});
      this.carry = new Uint8Array(0);
      this.isInLong = true;
    }
  }

  end(cut: boolean): void {
    const { carry } = this;
    this.carry = new Uint8Array(0);
    if (carry.length === 0) return;
    if (cut) this.sink.skip(this.line + 1, 'cut-line', {});
    else this.readLine(carry, 0, carry.length, this.offset - carry.length, true);
    this.writer.flush();
  }

  takeRest(): null {
    return null;
  }

  moveTo({ offset, lines }: Start): void {
    this.end(true);
    this.isInLong = false;
    this.offset = offset;
    this.line = lines;
    if (this.layout !== null) this.writer.begin(this.layout);
  }

  private begin(head: Uint8Array): TabMark {
    const mark = prefixMarkOf(head) ?? '\t';
    someLine(head, mark, (line) => {
      const cells = line.isHeader ? [] : cellsOf(head, line, mark);
      if (isConnRow(cells)) this.head.push(cells);
      return this.head.length === ROWS;
    });
    if (mark !== '\t') this.sink.note('escaped-tabs', { mark });
    return mark;
  }

  /** What follows the end of a line that is too long to be read; nothing while it goes on. */
  private behindLong(bytes: Uint8Array): Uint8Array {
    const start = bytes.indexOf(LF) + 1;
    this.offset += start === 0 ? bytes.length : start;
    if (start === 0) return bytes.subarray(0, 0);
    this.isInLong = false;
    this.line++;
    return bytes.subarray(start);
  }

  private readLine(text: Uint8Array, at: number, next: number, offset: number, isLast = false): void {
    const { sink, mark } = this;
    this.line++;
    const end = tsvRecords.end(text, at, next);
    const line = mark === null ? null : prefixedLine(text, at, end, mark);
    if (mark === null || line === null) {
      if (isDataLike(text, at, end)) sink.skip(this.line, 'not-a-record', {});
      return;
    }
    const prefix = decoder.decode(text.subarray(at, line.at));
    const log = prefix === this.prefix ? this.log : logOfPrefix(prefix);
    this.prefix = prefix;
    this.log = log;
    if (isOtherLog(log)) {
      if (!line.isHeader) sink.context(log);
      return;
    }
    if (prefix !== '' && !this.isNoted) {
      this.isNoted = true;
      sink.note('behind-prefix', { prefix: prefix.slice(0, 60).trim() });
    }
    if (line.isHeader) this.header.add(headerOf(text, line, mark));
    else this.readRow(text, line, offset + at, mark, isConnLog(log), isLast);
  }

  private readRow(
    text: Uint8Array,
    { at, end }: PrefixedLine,
    place: number,
    mark: TabMark,
    isConn: boolean,
    isLast: boolean,
  ): void {
    const { sink, writer, line } = this;
    const cells = markedCells(text, at, end, mark);
    const stated = this.header.takeNew();
    if (stated !== null) this.use({ ...stated, records: prefixedRecords(mark) });
    const isKnown = isConn && cells.length === this.layout?.fields.length;
    if (!isKnown && !this.isStated(cells.length) && !this.hasState(text, cells)) {
      const texts = cells.map(([from, to]) => decoder.decode(text.subarray(from, to)));
      if (isConnRow(texts)) this.assume(texts, mark);
      // Rows of other logs stand between those of conn where nothing names them.
      else if (!isConn && !mayBeginConnRow(texts)) {
        sink.context('unknown');
        return;
      }
    }
    if (this.layout === null) {
      sink.skip(line, 'no-header', {});
      return;
    }
    const wanted = this.layout.fields.length;
    if (cells.length !== wanted) {
      const reason = cells.length > wanted ? 'too-many-fields' : isLast ? 'cut-line' : 'too-few-fields';
      sink.skip(line, reason, { found: cells.length, wanted });
      return;
    }
    writer.start(place, line);
    for (const [start, stop] of cells) {
      writer.bytes(text, start, stop);
      writer.end();
    }
    writer.finish();
  }

  /** Whether a row of the width at hand has a state of a connection where it belongs: no more is looked at then. */
  private hasState(text: Uint8Array, cells: readonly [number, number][]): boolean {
    if (cells.length !== this.layout?.fields.length || cells.length < 12) return false;
    const [from, to] = cells[STATE];
    return isConnState(decoder.decode(text.subarray(from, to)));
  }

  /** Whether a header says how rows of this width are laid out, the last one or one before. */
  private isStated(width: number): boolean {
    const layout = this.layouts.get(width);
    if (layout === undefined || this.assumed.has(layout)) return false;
    if (layout !== this.layout) this.use(layout);
    return true;
  }

  /** Fields for rows of this width, from the first rows of the log that have it, or from this one. */
  private assume(cells: readonly string[], mark: TabMark): void {
    const known = this.layouts.get(cells.length);
    if (known !== undefined) {
      if (known !== this.layout) this.use(known);
      return;
    }
    const same = this.head.filter(({ length }) => length === cells.length);
    const fields = headerlessFields(same.length > 0 ? same : [cells]);
    if (fields === null) return;
    const layout = {
      ...defaultLayout,
      fields,
      types: fields.map(() => ''),
      path: 'conn',
      records: prefixedRecords(mark),
    };
    this.assumed.add(layout);
    noteHeaderless(this.sink, fields);
    this.use(layout);
  }

  private use(layout: Layout): void {
    this.layout = layout;
    this.layouts.set(layout.fields.length, layout);
    this.writer.begin(layout);
  }
}
