import type { CellKernel } from '../table/cell-kernel.ts';
import { plainReader } from '../table/cell-reader.ts';
import type { FieldBlock } from '../table/field-block.ts';
import type { Layout } from '../table/table.ts';
import type { LogSink } from './format.ts';
import type { CellSink } from './values.ts';

const LINES = 1024;
const BYTES = 256 << 10;

/**
 * Collects the cells of records that are not written as Zeek writes its logs, in the order of the layout's fields, as
 * if they were, and hands them on in blocks. A cell without bytes is unset.
 */
export class RecordWriter implements CellSink {
  private readonly sink: LogSink;
  private readonly kernel: CellKernel | null;
  private block: FieldBlock | null = null;
  private target: Uint8Array = new Uint8Array(0);
  private starts: Uint32Array = new Uint32Array(0);
  private first = 0;
  private limit = 0;
  private at = 0;
  private cell = 0;
  private capacity = 0;

  constructor(sink: LogSink, kernel: CellKernel | null) {
    this.sink = sink;
    this.kernel = kernel;
  }

  /** The records that follow are laid out so. */
  begin(layout: Layout): void {
    this.flush();
    const cells = layout.fields.length;
    const stride = cells + 1;
    const kernel = this.kernel?.fits(layout.separator, layout.unset, cells) === true ? this.kernel : null;
    kernel?.setUnset(layout.unset);
    this.capacity = Math.min(LINES, kernel?.capacity(cells) ?? LINES);
    this.target = kernel?.bytes ?? new Uint8Array(BYTES);
    this.first = kernel?.textAt ?? 0;
    this.limit = this.first + (kernel?.textLength ?? BYTES);
    this.at = this.first;
    this.block = {
      bytes: this.target,
      starts: kernel?.starts ?? new Uint32Array(LINES * stride),
      stride,
      separatorLength: layout.separator.length,
      unset: layout.unset,
      reader: kernel ?? plainReader,
      forms: null,
      lines: kernel?.lines ?? new Uint32Array(LINES),
      places: new Float64Array(this.capacity),
      count: 0,
    };
    this.starts = this.block.starts;
    this.sink.begin(layout);
  }

  /** Begins a record, which stands at `place` in the text and in line `line`. */
  start(place: number, line: number): void {
    const block = this.opened();
    if (block.count === this.capacity) this.flush();
    block.lines[block.count] = line;
    if (block.places !== null) block.places[block.count] = place;
    this.cell = block.count * block.stride;
    block.starts[this.cell] = this.at;
  }

  /** Ends a cell. */
  end(): void {
    this.byte(0);
    this.starts[++this.cell] = this.at;
  }

  /** Ends the record, after its last cell. */
  finish(): void {
    this.opened().count++;
  }

  /**
   * What can be added before the block is handed on: `at` is the place of its first byte. Nothing before a layout is
   * there.
   */
  room(): { readonly width: number; readonly records: number; readonly bytes: number; readonly at: number } {
    const { block, capacity, limit, at } = this;
    if (block === null) return { width: 0, records: 0, bytes: 0, at };
    return { width: block.stride - 1, records: capacity - block.count, bytes: limit - at, at };
  }

  /**
   * Adds the first `count` records of these, whose cells are `cells` and begin at `starts` in the block. They must fit.
   */
  add(count: number, cells: Uint8Array, starts: Uint32Array, lines: Uint32Array, places: Float64Array): void {
    const block = this.opened();
    this.target.set(cells, this.at);
    this.at += cells.length;
    block.starts.set(starts.subarray(0, count * block.stride), block.count * block.stride);
    block.lines.set(lines.subarray(0, count), block.count);
    block.places?.set(places.subarray(0, count), block.count);
    block.count += count;
  }

  /** Hands on what was collected. */
  flush(): void {
    const { block } = this;
    if (block === null) return;
    if (block.count > 0) this.sink.rows(block, 0);
    block.count = 0;
    this.at = this.first;
  }

  byte(value: number): void {
    if (this.at === this.limit) this.makeRoom(1);
    this.target[this.at++] = value;
  }

  bytes(from: Uint8Array, start: number, end: number): void {
    if (this.at + end - start > this.limit) this.makeRoom(end - start);
    const { target, at } = this;
    const shift = at - start;
    for (let i = start; i < end; i++) target[i + shift] = from[i];
    this.at = end + shift;
  }

  text(value: string): void {
    for (let i = 0; i < value.length; i++) this.byte(value.charCodeAt(i));
  }

  /**
   * Hands on the finished records and moves the begun one to the front; if that is not enough, goes on in more memory.
   */
  private makeRoom(bytes: number): void {
    const block = this.opened();
    const { starts, stride, count, lines, places } = block;
    const from = starts[count * stride];
    const begun = starts.slice(count * stride, this.cell + 1);
    const record = this.target.slice(from, this.at);
    const [line, place] = [lines[count], places?.[count] ?? 0];
    this.flush();
    if (this.first + record.length + bytes > this.limit) this.grow(2 * (record.length + bytes));
    const { block: now } = this;
    if (now === null) return;
    this.target.set(record, this.first);
    for (let i = 0; i < begun.length; i++) now.starts[i] = begun[i] - from + this.first;
    now.lines[0] = line;
    if (now.places !== null) now.places[0] = place;
    this.cell = begun.length - 1;
    this.at = this.first + record.length;
  }

  private grow(bytes: number): void {
    const { stride, separatorLength, unset } = this.opened();
    this.target = new Uint8Array(bytes);
    this.first = 0;
    this.limit = bytes;
    this.capacity = LINES;
    this.block = {
      bytes: this.target,
      starts: new Uint32Array(LINES * stride),
      stride,
      separatorLength,
      unset,
      reader: plainReader,
      forms: null,
      lines: new Uint32Array(LINES),
      places: new Float64Array(LINES),
      count: 0,
    };
    this.starts = this.block.starts;
  }

  private opened(): FieldBlock {
    if (this.block === null) throw new Error('no layout');
    return this.block;
  }
}
