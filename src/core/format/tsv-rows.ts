import type { CellKernel } from '../table/cell-kernel.ts';
import { plainReader } from '../table/cell-reader.ts';
import { type FieldBlock, isMark } from '../table/field-block.ts';
import type { Layout, RecordForm } from '../table/table.ts';
import { blankCells, blankRecords } from './blank-records.ts';
import { byteOrderMark, type LogSink } from './format.ts';
import { beginsPart } from './part.ts';
import { RecordWriter } from './record-writer.ts';
import { tailCells, tailRecords } from './tail-records.ts';
import { tsvRecords } from './tsv-records.ts';

const LF = 10;
const CR = 13;
const HASH = 35;
const TAB = 9;
const BLOCK_LINES = 2048;

/** Finds the cells of a line. */
type CutLine = (bytes: Uint8Array, start: number, end: number, separator: number) => [number, number][];

/** How lines are cut that are not cells one separator apart. */
const cutters: ReadonlyMap<RecordForm, CutLine> = new Map([
  [tailRecords, tailCells],
  [blankRecords, blankCells],
]);

/**
 * Finds the cells of rows under a header: by the kernel, a block at a time, or a line after another where they are
 * uneven.
 */
export class TsvRows {
  /** Lines that were read, of the header too. */
  line: number;
  /** Whether the line that comes is the last of the file, and may be cut. */
  isLast = false;
  /** The layout of the lines from the one on at which it stopped. */
  pending: Layout | null = null;
  /** Place in the text of the line at which another part begins, -1 while none did. */
  stoppedAt = -1;
  private readonly sink: LogSink;
  private readonly kernel: CellKernel | null;
  /** For lines whose cells do not stand one separator apart. */
  private readonly writer: RecordWriter;
  private layout: Layout | null = null;
  private inKernel = false;
  /** Reused for every block: places of cells, and line numbers. The kernel has its own. */
  private starts = new Uint32Array(0);
  private readonly lines = new Uint32Array(BLOCK_LINES);

  /** `line`: how many lines stand before the first one that comes. */
  constructor(sink: LogSink, kernel: CellKernel | null, line: number) {
    this.sink = sink;
    this.kernel = kernel;
    this.writer = new RecordWriter(sink, kernel);
    this.line = line;
  }

  /** The rows that follow are laid out so. `LogError` where the sink refuses the layout. */
  begin(layout: Layout): void {
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

  /**
   * Reads lines until one begins with `#`; returns where it stopped. Through the kernel, as much at a time as it holds.
   */
  read(bytes: Uint8Array, from: number, to: number, offset: number, layout: Layout): number {
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

  /** As `read`; `kernel` is null for bytes that are not in its memory. */
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

  /** As `read`, for lines whose cells do not stand one separator apart. */
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

  /**
   * Places of the cells of a block that the kernel does not hold: made when first wanted, since small files never do.
   */
  private ownStarts(stride: number): Uint32Array {
    if (this.starts.length < BLOCK_LINES * stride) this.starts = new Uint32Array(BLOCK_LINES * stride);
    return this.starts;
  }

  private flush(block: FieldBlock, offset: number): void {
    if (block.count > 0) this.sink.rows(block, offset);
    block.count = 0;
  }

  /**
   * Finds the cells of at most `most` whole lines until the block is full or a line begins with `#`. Returns where it
   * stopped. One comparison per byte. Lines with too few or too many cells are skipped and reported to the sink. A line
   * with one extra separator at its end, as some tools write, keeps its cells.
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
      // A byte order mark alone is what is left of an empty file.
      if (end === begin || (end - begin === 3 && byteOrderMark(bytes, begin) > 0)) continue;
      if (cell + 1 === cells) starts[base + cells] = end + width;
      else if (cell + 1 < cells || !isPadded(starts, base, cells, width, end - (cell + 1 - cells) * width)) {
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
  stops(bytes: Uint8Array, at: number, end: number, offset: number): boolean {
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

/**
 * Whether a line with too many cells has all of them by byte `end`, and only separators behind. An empty cell among
 * them, which Zeek writes nowhere, may be one too many itself: everything behind it is shifted then.
 */
function isPadded(starts: Uint32Array, base: number, cells: number, width: number, end: number): boolean {
  if (starts[base + cells] - width !== end) return false;
  for (let cell = 0; cell < cells; cell++) if (starts[base + cell + 1] - starts[base + cell] === width) return false;
  return true;
}

/** Whether a header begins here, of a file that was put behind others with its byte order mark. */
export function isMarkedHeader(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 3] === HASH && byteOrderMark(bytes, at) > 0;
}
