import { type Bins, floatKernel } from '../math/float-kernel.ts';
import { inRowOrder } from './in-row-order.ts';
import type { RankedRows } from './ranking.ts';

/** Counts per cell of a density map. Row-major: `counts[iy * x.bins + ix]`, `iy` from the smallest y up. */
export interface Density {
  readonly x: DensityAxis;
  readonly y: DensityAxis;
  readonly counts: Uint32Array;
  readonly anomalies: Uint32Array;
}
/** An axis of a density map: its bins on a linear or logarithmic scale. */
export interface DensityAxis {
  readonly id: string;
  readonly bins: number;
  /** `symlog` is sign(v) * log10(1 + |v|). */
  readonly scale: 'linear' | 'symlog';
  /** In the units of the scale: bin i starts at min + i * (max - min) / bins. */
  readonly min: number;
  readonly max: number;
}

/** One axis of a density map: the bin of every row. */
export interface AxisBins extends DensityAxis {
  readonly codes: Uint8Array;
  /** The value at the start of each bin except the first. */
  readonly edges: Float64Array;
}

/**
 * Divides the range from `low` to `high` of a scale into at most 256 bins. A single value gets a margin on both sides.
 * Finds a value's bin by its upper bits, which are accurate to one or two bins, and compares it with the next edges.
 * This avoids a logarithm per value.
 */
export class AxisScale implements Bins {
  readonly min: number;
  readonly max: number;
  readonly edges: Float64Array;
  readonly least = new Uint8Array(1 << 16);

  constructor(kind: DensityAxis['scale'], low: number, high: number, bins: number) {
    const [from, to] = [scaled(kind, low), scaled(kind, high)];
    const half = from < to ? 0 : 0.5;
    this.min = from - half;
    this.max = to + half;
    const step = (this.max - this.min) / bins;
    this.edges = new Float64Array(bins).fill(Number.NaN);
    for (let i = 0; i < bins - 1; i++) this.edges[i] = unscaled(kind, this.min + (i + 1) * step);
    // Visits values in ascending order: negative doubles in descending bit order, then positive ones.
    const value = new Float64Array(1);
    const words = new Uint32Array(value.buffer);
    let bin = 0;
    for (let place = -0x8000; place < 0x8000; place++) {
      const upper = place < 0 ? 0x7fff - place : place;
      words[1] = (upper << 16) | (place < 0 ? 0xffff : 0);
      words[0] = place < 0 ? 0xffff_ffff : 0;
      while (value[0] >= this.edges[bin]) bin++;
      this.least[upper] = bin;
    }
  }

  /** Writes the bins of the first `count` values (at most 1,024) to `out[at..]`. About 2 ns per value. */
  binAll(values: Float64Array, count: number, out: Uint8Array, at: number): void {
    const kernel = floatKernel();
    if (kernel === null) binPlainly(this, values, count, out, at);
    else kernel.bin(this, values, count, out, at);
  }
}

/** The same as `AxisScale.binAll` without WebAssembly. */
export function binPlainly(
  { edges, least }: Bins,
  values: Float64Array,
  count: number,
  out: Uint8Array,
  at: number,
): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let i = 0; i < count; i++) {
    const value = values[i];
    let bin = least[words[2 * i + 1] >>> 16];
    while (value >= edges[bin]) bin++;
    out[at + i] = bin;
  }
}

/** Counts ranked rows per cell of two axes. The first `above` rows are the anomalies. */
export function binPlane(x: AxisBins, y: AxisBins, ranked: RankedRows, above: number): Density {
  const total = x.codes.length;
  // For all rows the order does not matter, and row order is faster.
  const [counts, anomalies] =
    ranked.length === total
      ? countAll(x, y, ranked.marks(above))
      : [ranked.length, above].map((count) => countCells(x, y, inRowOrder(ranked.first(count), total)));
  return planeOf(x, y, counts, anomalies);
}

/** The counts with their axes. */
export function planeOf(x: AxisBins, y: AxisBins, counts: Uint32Array, anomalies: Uint32Array): Density {
  const axis = ({ id, bins, scale, min, max }: AxisBins): DensityAxis => ({ id, bins, scale, min, max });
  return { x: axis(x), y: axis(y), counts, anomalies };
}

/** Counts per cell of all rows, and of marked rows. */
function countAll(x: AxisBins, y: AxisBins, marks: Uint8Array): Uint32Array[] {
  const cells = x.bins * y.bins;
  const counts = new Uint32Array(2 * cells);
  for (let row = 0; row < marks.length; row++) counts[marks[row] * cells + y.codes[row] * x.bins + x.codes[row]]++;
  const marked = counts.slice(cells);
  const all = marked.map((count, cell) => count + counts[cell]);
  return [all, marked];
}

function countCells(x: AxisBins, y: AxisBins, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(x.bins * y.bins);
  for (let i = 0; i < rows.length; i++) counts[y.codes[rows[i]] * x.bins + x.codes[rows[i]]]++;
  return counts;
}

function scaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : (Math.sign(value) * Math.log1p(Math.abs(value))) / Math.LN10;
}

function unscaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : Math.sign(value) * Math.expm1(Math.abs(value) * Math.LN10);
}
