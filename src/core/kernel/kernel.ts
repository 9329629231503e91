import { type CellReader, plainReader } from '../table/cell-reader.ts';
import type { FieldBlock } from '../table/field-block.ts';
import type { Interner } from '../table/interner.ts';
import type { CountGroup } from '../table/number-column.ts';
import { kernelModule } from './kernel-module.ts';

/** What the module exports; places are bytes into its memory. See `assembly/`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  firstFree(): number;
  findCells(from: number, to: number, separator: number, starts: number, cells: number, capacity: number): number;
  readonly stoppedAt: { readonly value: number };
  setUnset(at: number, length: number): void;
  readCounts16(cells: number, stride: number, count: number, out: number): number;
  readCounts32(cells: number, stride: number, count: number, out: number): number;
  readDoubles(cells: number, stride: number, count: number, out: number, others: number): number;
  findLabels(cache: number, cells: number, stride: number, count: number, out: number): number;
  addLabel(cache: number, start: number, length: number, code: number): void;
  readonly largestCode: { readonly value: number };
  readonly cacheBytes: { readonly value: number };
}

const PAGE = 65536;
const TEXT_BYTES = 256 << 10;
const STARTS_BYTES = 256 << 10;
const LINES = 2048;
const UNSET_BYTES = 256;
const CACHES = 24;
/** What the kernel loads or stores past the end of an area, at most. */
const SLACK = 64;
const UNKNOWN = 0xffff_ffff;

/**
 * Finds and reads cells in WebAssembly, about three times as fast as in JavaScript. Its memory, 13 MB and never more, holds
 * some text, the places of its cells, and caches of labels; what does not fit there takes the plain way. One a run.
 *
 *     0 .. textAt ........ startsAt ........ outAt ..... othersAt .. unsetAt .. cachesAt ......
 *          lines of text   their cells       a column    odd cells   the mark   labels ▶ codes
 */
export class Kernel implements CellReader {
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
  private readonly narrow: Uint16Array;
  private readonly words: Uint32Array;
  private readonly numbers: Float64Array;
  private readonly others: Uint32Array;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    const { memory, cacheBytes, firstFree } = this.exports;
    this.textAt = aligned(firstFree());
    this.startsAt = aligned(this.textAt + TEXT_BYTES + SLACK);
    this.outAt = aligned(this.startsAt + STARTS_BYTES + SLACK);
    this.othersAt = this.outAt + LINES * Float64Array.BYTES_PER_ELEMENT;
    this.unsetAt = this.othersAt + LINES * Uint32Array.BYTES_PER_ELEMENT;
    this.cachesAt = aligned(this.unsetAt + UNSET_BYTES);
    const size = this.cachesAt + CACHES * cacheBytes.value;
    memory.grow(Math.ceil(size / PAGE) - memory.buffer.byteLength / PAGE);
    const { buffer } = memory;
    this.bytes = new Uint8Array(buffer);
    this.starts = new Uint32Array(buffer, this.startsAt, STARTS_BYTES / Uint32Array.BYTES_PER_ELEMENT);
    this.narrow = new Uint16Array(buffer, this.outAt, LINES);
    this.words = new Uint32Array(buffer, this.outAt, LINES);
    this.numbers = new Float64Array(buffer, this.outAt, LINES);
    this.others = new Uint32Array(buffer, this.othersAt, LINES);
  }

  /** Whether it can find the cells of such lines. */
  fits(separator: Uint8Array, unset: Uint8Array, cells: number): boolean {
    return separator.length === 1 && unset.length <= UNSET_BYTES && this.capacity(cells) > 0;
  }

  /** How many lines of so many cells a block holds. */
  capacity(cells: number): number {
    return Math.min(LINES, Math.floor(this.starts.length / (cells + 1)));
  }

  /** Copies `bytes[from..to)`, at most `textLength`, to `textAt`. */
  load(bytes: Uint8Array, from: number, to: number): void {
    this.bytes.set(bytes.subarray(from, to), this.textAt);
  }

  /** As `findCells` in `assembly/cells.ts`, from line `line` of a block on; the text must have been loaded. */
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
    this.bytes.set(unset, this.unsetAt);
    this.exports.setUnset(this.unsetAt, unset.length);
  }

  counts(block: FieldBlock, field: number, from: number, to: number, group: CountGroup, place: number): number {
    const isNarrow = group instanceof Uint16Array;
    const read = isNarrow ? this.exports.readCounts16 : this.exports.readCounts32;
    const count = read(this.cellAt(block, field, from), block.stride, to - from, this.outAt);
    group.set((isNarrow ? this.narrow : this.words).subarray(0, count), place);
    return from + count;
  }

  doubles(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    group: Float64Array,
    place: number,
    bad: Uint16Array,
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

  labels(block: FieldBlock, field: number, from: number, to: number, labels: Interner, codes: Uint32Array): number {
    const cache = this.cacheOf(labels);
    if (cache === null) return plainReader.labels(block, field, from, to, labels, codes);
    const count = to - from;
    const unknown = this.exports.findLabels(cache, this.cellAt(block, field, from), block.stride, count, this.outAt);
    codes.set(this.words.subarray(0, count));
    let largest = this.exports.largestCode.value;
    if (unknown === 0) return largest;
    const { bytes, starts, stride, separatorLength } = block;
    for (let i = 0, at = from * stride + field; i < count; i++, at += stride) {
      if (codes[i] !== UNKNOWN) continue;
      const end = starts[at + 1] - separatorLength;
      const code = labels.intern(bytes, starts[at], end);
      this.exports.addLabel(cache, starts[at], end - starts[at], code);
      codes[i] = code;
      if (code > largest) largest = code;
    }
    return largest;
  }

  private cellAt({ stride }: FieldBlock, field: number, line: number): number {
    return this.startsAt + (line * stride + field) * Uint32Array.BYTES_PER_ELEMENT;
  }

  /** The cache of a column's labels; null for columns beyond those there is room for. */
  private cacheOf(labels: Interner): number | null {
    const known = this.caches.get(labels);
    if (known !== undefined) return known;
    if (this.caches.size === CACHES) return null;
    const cache = this.cachesAt + this.caches.size * this.exports.cacheBytes.value;
    this.caches.set(labels, cache);
    return cache;
  }
}

/** Null where WebAssembly is missing or the page's policy forbids it; everything then takes the plain way. */
export function createKernel(): Kernel | null {
  try {
    compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelModule), (char) => char.charCodeAt(0)));
    return new Kernel(compiled);
  } catch {
    return null;
  }
}

let compiled: WebAssembly.Module | undefined;

/** Up to whole cache lines. */
function aligned(at: number): number {
  return (at + 63) & ~63;
}
