import { aligned, startKernel } from '../kernel/module.ts';

/** What it uses of the module; places are bytes into its memory. See `core/kernel/assembly`. */
interface Exports {
  foldRows(r: number, d: number, block: number, stride: number, count: number, tiny: number): void;
  standardise(from: number, out: number, count: number, mean: number, scale: number): void;
  tipDistances(
    block: number,
    stride: number,
    count: number,
    columns: number,
    axes: number,
    ratio: number,
    components: number,
    out: number,
  ): void;
  extremes(
    block: number,
    stride: number,
    count: number,
    columns: number,
    axes: number,
    components: number,
    most: number,
    least: number,
  ): void;
  project(block: number, stride: number, count: number, columns: number, axis: number, out: number): void;
  binAll(values: number, count: number, least: number, edges: number, out: number): void;
  widen16(from: number, count: number, out: number, unset: number): void;
  widen32(from: number, count: number, out: number, unset: number): void;
  replaceNaN(values: number, count: number, unset: number): void;
  extent(values: number, count: number): void;
  within(values: number, count: number, from: number, to: number, out: number): void;
  countBeside(values: number, count: number, value: number): void;
  logsOfOneAnd(values: number, count: number, table: number, known: number): void;
  logsAfterOne(values: number, count: number): void;
  readonly lowest: { readonly value: number };
  readonly highest: { readonly value: number };
  readonly below: { readonly value: number };
  readonly above: { readonly value: number };
}

/** Rows and columns that it can take at a time. */
const ROWS = 1024;
const COLUMNS = 32;
/** Bins that a byte can tell apart, and upper halves of a double's upper word. */
const BINS = 1 << 8;
const UPPER = 1 << 16;
/** Whole numbers below it have their logarithms in a table: most of a conn.log's. */
const SMALL = 1 << 16;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

/** Standardised rows are (x - mean) / scale, over the columns `kept` of a block. */
export interface Standard {
  readonly kept: readonly number[];
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

/** How values fall into bins; see `AxisScale`. */
export interface Bins {
  /** Where each bin but the first begins, ascending, and NaN after the last. At most 256. */
  readonly edges: Float64Array;
  /** Bin of the lowest value with these upper 16 bits. */
  readonly least: Uint8Array;
}

/**
 * Arithmetic on blocks of rows, two doubles at a time, in WebAssembly. Blocks are column-major, column j of row i at
 * `block[j * stride + i]`. Everything agrees to the bit with plain code that its caller has. Its memory is scratch that
 * nothing outlives a call in.
 */
export class FloatKernel {
  /** Room for blocks that are read into its memory, and so need no copy: see `lentBlock`. */
  readonly lent: Float64Array;
  private readonly exports: Exports;
  private readonly block: Float64Array;
  private readonly out: Float64Array;
  private readonly square: Float64Array;
  private readonly ratios: Float64Array;
  private readonly words: Uint32Array;
  private readonly halves: Uint16Array;
  private readonly edges: Float64Array;
  private readonly least: Uint8Array;
  private readonly bins: Uint8Array;
  /** Whose edges are in its memory. */
  private loaded: Bins | null = null;
  /** Logarithms of whole numbers. */
  private readonly logs: Float64Array;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.lent = new Float64Array(buffer, free, ROWS * COLUMNS);
    this.block = new Float64Array(buffer, end(this.lent), ROWS * COLUMNS);
    this.out = new Float64Array(buffer, end(this.block), ROWS);
    this.square = new Float64Array(buffer, end(this.out), COLUMNS * COLUMNS);
    this.ratios = new Float64Array(buffer, end(this.square), COLUMNS);
    this.words = new Uint32Array(buffer, end(this.ratios), ROWS);
    this.halves = new Uint16Array(buffer, this.words.byteOffset, ROWS);
    this.edges = new Float64Array(buffer, end(this.words), BINS);
    this.least = new Uint8Array(buffer, end(this.edges), UPPER);
    this.bins = new Uint8Array(buffer, end(this.least), ROWS);
    this.logs = new Float64Array(buffer, end(this.bins), SMALL);
    for (let value = 0; value < SMALL; value++) this.logs[value] = value;
    // The table itself holds only what it is made from, up to now.
    exports.logsOfOneAnd(this.logs.byteOffset, SMALL, this.logs.byteOffset, 1);
  }

  /** Whether a block with this number of rows and columns fits. */
  fits(count: number, columns: number): boolean {
    return count <= ROWS && columns <= COLUMNS;
  }

  /** As `foldRows` in `math/qr.ts`. */
  foldRows(r: Float64Array, d: number, block: Float64Array, stride: number, count: number, tiny: number): void {
    for (let j = 0; j < d; j++) this.loadColumn(block, j * stride, count, j, 0);
    this.square.set(r);
    this.exports.foldRows(this.square.byteOffset, d, this.block.byteOffset, ROWS, padded(count), tiny);
    r.set(this.square.subarray(0, d * d));
  }

  /** Of each row, the sum over components k of |z - axis_k| / ratio_k, into `out[at..]`; `axes` are row-major. */
  tipDistances(
    standard: Standard,
    axes: readonly number[],
    ratio: readonly number[],
    block: Float64Array,
    stride: number,
    count: number,
    out: Float64Array,
    at: number,
  ): void {
    this.loadStandardised(standard, block, stride, count);
    this.square.set(axes);
    this.ratios.set(ratio);
    this.exports.tipDistances(
      this.block.byteOffset,
      ROWS,
      padded(count),
      standard.kept.length,
      this.square.byteOffset,
      this.ratios.byteOffset,
      ratio.length,
      this.out.byteOffset,
    );
    out.set(this.out.subarray(0, count), at);
  }

  /** Largest and smallest projection of the rows on each component, into `most` and `least`; `axes` are row-major. */
  extremes(
    standard: Standard,
    axes: readonly number[],
    block: Float64Array,
    stride: number,
    count: number,
    most: Float64Array,
    least: Float64Array,
  ): void {
    this.loadStandardised(standard, block, stride, count);
    this.square.set(axes);
    const { length } = standard.kept;
    const components = axes.length / length;
    this.exports.extremes(
      this.block.byteOffset,
      ROWS,
      padded(count),
      length,
      this.square.byteOffset,
      components,
      this.out.byteOffset,
      this.out.byteOffset + COLUMNS * DOUBLE,
    );
    most.set(this.out.subarray(0, components));
    least.set(this.out.subarray(COLUMNS, COLUMNS + components));
  }

  /** Projection of each row on one component, into `out[at..]`. */
  project(
    standard: Standard,
    axis: readonly number[],
    block: Float64Array,
    stride: number,
    count: number,
    out: Float64Array,
    at: number,
  ): void {
    this.loadStandardised(standard, block, stride, count);
    this.square.set(axis);
    const { length } = standard.kept;
    const { byteOffset } = this.out;
    this.exports.project(this.block.byteOffset, ROWS, padded(count), length, this.square.byteOffset, byteOffset);
    out.set(this.out.subarray(0, count), at);
  }

  /** Bins of the first `count` values, at most 1,024, into `out[at..]`. */
  bin(bins: Bins, values: Float64Array, count: number, out: Uint8Array, at: number): void {
    if (this.loaded !== bins) {
      this.edges.set(bins.edges);
      this.least.set(bins.least);
      this.loaded = bins;
    }
    const isLent = values.buffer === this.out.buffer;
    if (!isLent) this.out.set(values.subarray(0, count));
    const from = isLent ? values.byteOffset : this.out.byteOffset;
    this.exports.binAll(from, count, this.least.byteOffset, this.edges.byteOffset, this.bins.byteOffset);
    out.set(this.bins.subarray(0, count), at);
  }

  /**
   * Copies numbers `from` to `from + count` to `out[at..]` as doubles, with `unset` for the largest code, or for NaN.
   * In a lent block what follows them, up to a multiple of 8, is overwritten.
   */
  widen(
    numbers: Uint16Array | Uint32Array | Float64Array,
    from: number,
    count: number,
    unset: number,
    out: Float64Array,
    at: number,
  ): void {
    for (let done = 0; done < count; done += ROWS) {
      const length = Math.min(ROWS, count - done);
      const part = numbers.subarray(from + done, from + done + length);
      if (out.buffer === this.out.buffer) this.widenPart(part, unset, out, at + done);
      else {
        this.widenPart(part, unset, this.out, 0);
        out.set(this.out.subarray(0, length), at + done);
      }
    }
  }

  /** Smallest and largest of the first `count` numbers, at most 1,024; NaN is left out. As `widen`, in a lent block. */
  extent(values: Float64Array, count: number): { readonly low: number; readonly high: number } {
    const isLent = values.buffer === this.out.buffer;
    const place = isLent ? values : this.out;
    if (!isLent) place.set(values.subarray(0, count));
    place.fill(Number.NaN, count, padded(count));
    this.exports.extent(place.byteOffset, padded(count));
    return { low: this.exports.lowest.value, high: this.exports.highest.value };
  }

  /**
   * Writes one bit per number to `words` from word `at` on: whether the number is from `from` to `to`. At most 1,024
   * numbers. Bits after the last are undefined.
   */
  within(values: Float64Array, count: number, from: number, to: number, words: Uint32Array, at: number): void {
    const length = Math.ceil(count / 32);
    const isLent = values.buffer === this.out.buffer;
    if (!isLent) this.out.set(values.subarray(0, count));
    const place = isLent ? values.byteOffset : this.out.byteOffset;
    this.exports.within(place, 32 * length, from, to, this.words.byteOffset);
    words.set(this.words.subarray(0, length), at);
  }

  /**
   * Counts numbers below and above a value among the first `count`, at most 1,024. Overwrites a lent block as `widen`
   * does.
   */
  countBeside(values: Float64Array, count: number, value: number): { readonly below: number; readonly above: number } {
    const isLent = values.buffer === this.out.buffer;
    const place = isLent ? values : this.out;
    if (!isLent) place.set(values.subarray(0, count));
    place.fill(Number.NaN, count, padded(count));
    this.exports.countBeside(place.byteOffset, padded(count), value);
    return { below: this.exports.below.value, above: this.exports.above.value };
  }

  /** As `logAll` in `math/logarithms.ts`. */
  logsOfOneAnd(values: Float64Array, at: number, count: number): void {
    const { byteOffset, length } = this.logs;
    this.inParts(values, at, count, (part, size) => this.exports.logsOfOneAnd(part, size, byteOffset, length));
  }

  /** As `logAfterOne` in `math/logarithms.ts`. */
  logsAfterOne(values: Float64Array, at: number, count: number): void {
    this.inParts(values, at, count, this.exports.logsAfterOne);
  }

  /** Lets `change` have numbers in its memory, 1,024 at a time; a lent block is there already, as in `widen`. */
  private inParts(values: Float64Array, at: number, count: number, change: (values: number, count: number) => void) {
    if (values.buffer === this.out.buffer) {
      change(values.byteOffset + at * DOUBLE, padded(count));
      return;
    }
    for (let from = at; from < at + count; from += ROWS) {
      const part = values.subarray(from, Math.min(from + ROWS, at + count));
      this.out.set(part);
      change(this.out.byteOffset, padded(part.length));
      part.set(this.out.subarray(0, part.length));
    }
  }

  /** To `out[at..]`, which is in its memory. */
  private widenPart(
    numbers: Uint16Array | Uint32Array | Float64Array,
    unset: number,
    out: Float64Array,
    at: number,
  ): void {
    const count = padded(numbers.length);
    const place = out.byteOffset + at * DOUBLE;
    if (numbers instanceof Uint16Array) {
      this.halves.set(numbers);
      this.exports.widen16(this.halves.byteOffset, count, place, unset);
    } else if (numbers instanceof Uint32Array) {
      this.words.set(numbers);
      this.exports.widen32(this.words.byteOffset, count, place, unset);
    } else {
      out.set(numbers, at);
      this.exports.replaceNaN(place, count, unset);
    }
  }

  /** Rows beyond `count`, up to a multiple of 8, are as the last one. */
  private loadStandardised({ kept, mean, scale }: Standard, block: Float64Array, stride: number, count: number): void {
    const isLent = block.buffer === this.block.buffer;
    for (let j = 0; j < kept.length; j++) {
      const at = kept[j] * stride;
      const last = block[at + count - 1];
      const out = this.block.byteOffset + j * ROWS * DOUBLE;
      if (isLent) block.fill(last, at + count, at + padded(count));
      else this.loadColumn(block, at, count, j, last);
      const from = isLent ? block.byteOffset + at * DOUBLE : out;
      this.exports.standardise(from, out, padded(count), mean[kept[j]], scale[kept[j]]);
    }
  }

  /** `filler` follows the column up to a multiple of 8 rows. */
  private loadColumn(block: Float64Array, at: number, count: number, column: number, filler: number): void {
    const place = column * ROWS;
    this.block.set(block.subarray(at, at + count), place);
    this.block.fill(filler, place + count, place + padded(count));
  }
}

/** Rows of a block, column-major: column j of row i at `values[j * stride + i]`. */
interface Columns {
  readonly values: Float64Array;
  readonly stride: number;
}

/**
 * A block of 1,024 rows, in the kernel's memory if there is a kernel. It is lent until the caller awaits something;
 * later callers get the same block.
 */
export function lentBlock(columns: number): Columns {
  const { lent } = floatKernel() ?? {};
  const length = ROWS * columns;
  const values = lent !== undefined && columns <= COLUMNS ? lent.subarray(0, length) : new Float64Array(length);
  return { values, stride: ROWS };
}

let kernel: FloatKernel | null | undefined;

/** The one kernel of this thread, null where WebAssembly cannot be had: see `startKernel`. */
export function floatKernel(): FloatKernel | null {
  if (kernel === undefined) {
    const started = startKernel<Exports>(
      () => (2 * ROWS * COLUMNS + 2 * ROWS + COLUMNS * COLUMNS + COLUMNS + BINS + SMALL) * DOUBLE + UPPER + ROWS + 512,
    );
    kernel = started && new FloatKernel(started.exports, started.buffer, started.free);
  }
  return kernel;
}

function padded(count: number): number {
  return (count + 7) & ~7;
}

function end(array: Float64Array | Uint32Array | Uint8Array): number {
  return aligned(array.byteOffset + array.byteLength);
}
