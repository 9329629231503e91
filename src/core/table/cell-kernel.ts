import { aligned, startKernel } from '../kernel/module.ts';
import type { BadCells } from './bad-cells.ts';
import type { CodeGroup } from './category-column.ts';
import { type CellReader, plainReader } from './cell-reader.ts';
import type { FieldBlock } from './field-block.ts';
import type { Interner } from './interner.ts';
import { NarrowCounts } from './narrow-counts.ts';
import type { CountGroup } from './number-group.ts';

/** What it uses of the module; places are bytes into its memory. See `core/kernel/assembly`. */
interface Exports {
  findCells(from: number, to: number, separator: number, starts: number, cells: number, capacity: number): number;
  readonly stoppedAt: { readonly value: number };
  setUnset(at: number, length: number): void;
  readCounts16(cells: number, stride: number, count: number, out: number, others: number): number;
  readCounts32(cells: number, stride: number, count: number, out: number): number;
  readDoubles(cells: number, stride: number, count: number, out: number, others: number): number;
  findLabels8: FindLabels;
  findLabels16: FindLabels;
  findLabels32: FindLabels;
  addLabel(cache: number, start: number, length: number, code: number): void;
  readonly cacheBytes: { readonly value: number };
}

type FindLabels = (cache: number, cells: number, stride: number, count: number, out: number, others: number) => number;

const TEXT_BYTES = 256 << 10;
const STARTS_BYTES = 256 << 10;
const LINES = 1024;
const UNSET_BYTES = 256;
const CACHES = 24;
/** What the kernel loads or stores past the end of an area, at most. */
const SLACK = 64;

/**
 * Finds and reads cells in WebAssembly, about three times as fast as in JavaScript. Its memory, 13 MB and never more,
 * holds some text, the places of its cells, and caches of labels; what does not fit there takes the plain way. One a
 * run.
 *
 *     0 .. textAt ........ startsAt ........ outAt ..... othersAt .. unsetAt .. cachesAt ......
 *          lines of text   their cells       a column    odd cells   the mark   labels ▶ codes
 */
export class CellKernel implements CellReader {
  /** All of its memory: the `bytes` of a block, in which `starts` are places. */
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  /** Room for the line numbers of a block. */
  readonly lines = new Uint32Array(LINES);
  readonly textAt: number;
  readonly textLength = TEXT_BYTES;
  private readonly exports: Exports;
  private readonly startsAt: number;
  private readonly outAt: number;
  private readonly othersAt: number;
  private readonly unsetAt: number;
  private readonly cachesAt: number;
  private readonly caches = new Map<Interner, number>();
  private unset = new Uint8Array(0);
  private readonly bytesOut: Uint8Array;
  private readonly narrow: Uint16Array;
  private readonly words: Uint32Array;
  private readonly numbers: Float64Array;
  private readonly others: Uint32Array;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.textAt = free;
    this.startsAt = aligned(this.textAt + TEXT_BYTES + SLACK);
    this.outAt = aligned(this.startsAt + STARTS_BYTES + SLACK);
    this.othersAt = this.outAt + LINES * Float64Array.BYTES_PER_ELEMENT;
    this.unsetAt = this.othersAt + 2 * LINES * Uint32Array.BYTES_PER_ELEMENT;
    this.cachesAt = aligned(this.unsetAt + UNSET_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.starts = new Uint32Array(buffer, this.startsAt, STARTS_BYTES / Uint32Array.BYTES_PER_ELEMENT);
    this.bytesOut = new Uint8Array(buffer, this.outAt, LINES);
    this.narrow = new Uint16Array(buffer, this.outAt, LINES);
    this.words = new Uint32Array(buffer, this.outAt, LINES);
    this.numbers = new Float64Array(buffer, this.outAt, LINES);
    this.others = new Uint32Array(buffer, this.othersAt, 2 * LINES);
  }

  /** Whether it can find the cells of lines with this layout. */
  fits(separator: Uint8Array, unset: Uint8Array, cells: number): boolean {
    return separator.length === 1 && unset.length <= UNSET_BYTES && this.capacity(cells) > 0;
  }

  /** The number of lines with `cells` cells that a block holds. */
  capacity(cells: number): number {
    return Math.min(LINES, Math.floor(this.starts.length / (cells + 1)));
  }

  /** Copies `bytes[from..to)`, at most `textLength`, to `textAt`. */
  load(bytes: Uint8Array, from: number, to: number): void {
    this.bytes.set(bytes.subarray(from, to), this.textAt);
  }

  /**
   * As `findCells` in `core/kernel/assembly/cells.ts`, from line `line` of a block on; the text must have been loaded.
   */
  findCells(from: number, to: number, separator: number, cells: number, line: number): number {
    const starts = this.startsAt + line * (cells + 1) * Uint32Array.BYTES_PER_ELEMENT;
    return this.exports.findCells(from, to, separator, starts, cells, this.capacity(cells) - line);
  }

  /** Where the last `findCells` stopped. */
  get stoppedAt(): number {
    return this.exports.stoppedAt.value >>> 0;
  }

  /** To be called before cells are read that are unset in another way than those before. */
  setUnset(unset: Uint8Array): void {
    const isSame = unset.length === this.unset.length && unset.every((byte, i) => byte === this.unset[i]);
    if (isSame) return;
    // The caches know the mark as a label with code 0.
    if (this.caches.size > 0) this.bytes.fill(0, this.cachesAt, this.cachesAt + this.caches.size * this.cacheBytes);
    this.caches.clear();
    this.unset = unset.slice();
    this.bytes.set(unset, this.unsetAt);
    this.exports.setUnset(this.unsetAt, unset.length);
  }

  private get cacheBytes(): number {
    return this.exports.cacheBytes.value;
  }

  counts(block: FieldBlock, field: number, from: number, to: number, group: CountGroup, place: number): number {
    const cells = this.cellAt(block, field, from);
    if (!(group instanceof NarrowCounts)) {
      const count = this.exports.readCounts32(cells, block.stride, to - from, this.outAt);
      group.set(this.words.subarray(0, count), place);
      return from + count;
    }
    const found = this.exports.readCounts16(cells, block.stride, to - from, this.outAt, this.othersAt);
    const count = found & 0xffff;
    group.codes.set(this.narrow.subarray(0, count), place);
    for (let other = 0; other < found >>> 16; other++) {
      const i = this.others[2 * other];
      if (!group.addOther(place + i, this.others[2 * other + 1])) return from + i;
    }
    return from + count;
  }

  doubles(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    group: Float64Array,
    place: number,
    bad: BadCells,
  ): void {
    const count = to - from;
    const cells = this.cellAt(block, field, from);
    const others = this.exports.readDoubles(cells, block.stride, count, this.outAt, this.othersAt);
    group.set(this.numbers.subarray(0, count), place);
    for (let other = 0; other < others; other++) {
      const i = this.others[other];
      plainReader.doubles(block, field, from + i, from + i + 1, group, place + i, bad);
    }
  }

  labels(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    labels: Interner,
    group: CodeGroup,
    place: number,
  ): number {
    const cache = this.cacheOf(labels);
    if (cache === null) return plainReader.labels(block, field, from, to, labels, group, place);
    const { findLabels8, findLabels16, findLabels32 } = this.exports;
    const [find, codes] =
      group instanceof Uint8Array
        ? [findLabels8, this.bytesOut]
        : group instanceof Uint16Array
          ? [findLabels16, this.narrow]
          : [findLabels32, this.words];
    const count = to - from;
    const others = find(cache, this.cellAt(block, field, from), block.stride, count, this.outAt, this.othersAt);
    group.set(codes.subarray(0, count), place);
    const { starts, stride, separatorLength } = block;
    for (let other = 0; other < others; other++) {
      const line = from + this.others[other];
      if (plainReader.labels(block, field, line, line + 1, labels, group, place + line - from) === line) return line;
      const at = line * stride + field;
      const length = starts[at + 1] - separatorLength - starts[at];
      this.exports.addLabel(cache, starts[at], length, group[place + line - from]);
    }
    return to;
  }

  private cellAt({ stride }: FieldBlock, field: number, line: number): number {
    return this.startsAt + (line * stride + field) * Uint32Array.BYTES_PER_ELEMENT;
  }

  /** The cache of a column's labels; null for columns beyond those there is room for. */
  private cacheOf(labels: Interner): number | null {
    const known = this.caches.get(labels);
    if (known !== undefined) return known;
    if (this.caches.size === CACHES) return null;
    const cache = this.cachesAt + this.caches.size * this.cacheBytes;
    this.caches.set(labels, cache);
    return cache;
  }
}

/** Null where WebAssembly cannot be had: see `startKernel`. */
export function createCellKernel(): CellKernel | null {
  const started = startKernel<Exports>(
    ({ cacheBytes }) =>
      TEXT_BYTES + STARTS_BYTES + UNSET_BYTES + LINES * 16 + 4 * SLACK + 256 + CACHES * cacheBytes.value,
  );
  return started && new CellKernel(started.exports, started.buffer, started.free);
}
