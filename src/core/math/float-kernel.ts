import { aligned, startKernel } from '../kernel/module.ts';

/** What it uses of the module; places are bytes into its memory. See `core/kernel/assembly`. */
interface Exports {
  foldRows(r: number, d: number, block: number, stride: number, count: number, tiny: number): void;
  standardise(block: number, stride: number, count: number, columns: number, mean: number, scale: number): void;
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
  widen16(from: number, count: number, out: number, unset: number): void;
  widen32(from: number, count: number, out: number, unset: number): void;
  replaceNaN(values: number, count: number, unset: number): void;
  extent(values: number, count: number): void;
  logsOfOneAnd(values: number, count: number, table: number, known: number): void;
  logsAfterOne(values: number, count: number): void;
  readonly lowest: { readonly value: number };
  readonly highest: { readonly value: number };
}

/** Rows and columns that it can take at a time. */
const ROWS = 1024;
const COLUMNS = 32;
/** Whole numbers below it have their logarithms in a table: most of a conn.log's. */
const SMALL = 1 << 16;
const DOUBLE = Float64Array.BYTES_PER_ELEMENT;

/** Standardised rows are (x - mean) / scale, over the columns `kept` of a block. */
export interface Standard {
  readonly kept: readonly number[];
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

/**
 * Arithmetic on blocks of rows, two doubles at a time, in WebAssembly. Blocks are column-major, column j of row i at
 * `block[j * stride + i]`. Everything agrees to the bit with plain code that its caller has. Its memory is scratch that
 * nothing outlives a call in.
 */
export class FloatKernel {
  private readonly exports: Exports;
  private readonly block: Float64Array;
  private readonly out: Float64Array;
  private readonly square: Float64Array;
  private readonly vectors: Float64Array;
  private readonly words: Uint32Array;
  private readonly halves: Uint16Array;
  /** Logarithms of whole numbers. */
  private readonly logs: Float64Array;

  constructor(exports: Exports, buffer: ArrayBuffer, free: number) {
    this.exports = exports;
    this.block = new Float64Array(buffer, free, ROWS * COLUMNS);
    this.out = new Float64Array(buffer, end(this.block), ROWS);
    this.square = new Float64Array(buffer, end(this.out), COLUMNS * COLUMNS);
    this.vectors = new Float64Array(buffer, end(this.square), 3 * COLUMNS);
    this.words = new Uint32Array(buffer, end(this.vectors), ROWS);
    this.halves = new Uint16Array(buffer, this.words.byteOffset, ROWS);
    this.logs = new Float64Array(buffer, aligned(this.words.byteOffset + this.words.byteLength), SMALL);
    for (let value = 0; value < SMALL; value++) this.logs[value] = value;
    // The table itself holds only what it is made from, up to now.
    exports.logsOfOneAnd(this.logs.byteOffset, SMALL, this.logs.byteOffset, 1);
  }

  /** Whether a block of so many rows and columns fits. */
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
    this.vectors.set(ratio, 2 * COLUMNS);
    this.exports.tipDistances(
      this.block.byteOffset,
      ROWS,
      padded(count),
      standard.kept.length,
      this.square.byteOffset,
      this.vectors.byteOffset + 2 * COLUMNS * DOUBLE,
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

  /** Copies numbers `from` to `from + count` to `out[at..]` as doubles, with `unset` for the largest code, or for NaN. */
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
      this.widenPart(numbers.subarray(from + done, from + done + length), unset);
      out.set(this.out.subarray(0, length), at + done);
    }
  }

  /** Smallest and largest of at most 1,024 numbers; NaN is left out. */
  extent(values: Float64Array, count: number): { readonly low: number; readonly high: number } {
    const { byteOffset } = this.out;
    this.out.set(values.subarray(0, count));
    this.out.fill(Number.NaN, count, padded(count));
    this.exports.extent(byteOffset, padded(count));
    return { low: this.exports.lowest.value, high: this.exports.highest.value };
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

  /** Lets `change` have numbers in its memory, 1,024 at a time. */
  private inParts(values: Float64Array, at: number, count: number, change: (values: number, count: number) => void) {
    for (let from = at; from < at + count; from += ROWS) {
      const part = values.subarray(from, Math.min(from + ROWS, at + count));
      this.out.set(part);
      change(this.out.byteOffset, padded(part.length));
      part.set(this.out.subarray(0, part.length));
    }
  }

  private widenPart(numbers: Uint16Array | Uint32Array | Float64Array, unset: number): void {
    const count = padded(numbers.length);
    const { byteOffset } = this.out;
    if (numbers instanceof Uint16Array) {
      this.halves.set(numbers);
      this.exports.widen16(this.halves.byteOffset, count, byteOffset, unset);
    } else if (numbers instanceof Uint32Array) {
      this.words.set(numbers);
      this.exports.widen32(this.words.byteOffset, count, byteOffset, unset);
    } else {
      this.out.set(numbers);
      this.exports.replaceNaN(byteOffset, count, unset);
    }
  }

  private loadStandardised({ kept, mean, scale }: Standard, block: Float64Array, stride: number, count: number): void {
    for (let j = 0; j < kept.length; j++) {
      const last = block[kept[j] * stride + count - 1];
      this.loadColumn(block, kept[j] * stride, count, j, last);
      this.vectors[j] = mean[kept[j]];
      this.vectors[COLUMNS + j] = scale[kept[j]];
    }
    const { byteOffset } = this.vectors;
    const { length } = kept;
    const scaleAt = byteOffset + COLUMNS * DOUBLE;
    this.exports.standardise(this.block.byteOffset, ROWS, padded(count), length, byteOffset, scaleAt);
  }

  /** `filler` follows the column up to a multiple of 8 rows. */
  private loadColumn(block: Float64Array, at: number, count: number, column: number, filler: number): void {
    const place = column * ROWS;
    this.block.set(block.subarray(at, at + count), place);
    this.block.fill(filler, place + count, place + padded(count));
  }
}

let kernel: FloatKernel | null | undefined;

/** The one kernel of this thread, null where WebAssembly cannot be had: see `startKernel`. */
export function floatKernel(): FloatKernel | null {
  if (kernel === undefined) {
    const started = startKernel<Exports>(
      () => (ROWS * COLUMNS + 2 * ROWS + COLUMNS * COLUMNS + 3 * COLUMNS + SMALL) * DOUBLE + 256,
    );
    kernel = started && new FloatKernel(started.exports, started.buffer, started.free);
  }
  return kernel;
}

function padded(count: number): number {
  return (count + 7) & ~7;
}

function end(array: Float64Array): number {
  return aligned(array.byteOffset + array.byteLength);
}
