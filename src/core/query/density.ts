import { inRowOrder } from './in-row-order.ts';
import type { RankedRows } from './ranking.ts';

/** Row-major counts, `counts[iy * x.bins + ix]`, `iy` from the smallest y up. */
export interface Density {
  readonly x: DensityAxis;
  readonly y: DensityAxis;
  readonly counts: Uint32Array;
  readonly anomalies: Uint32Array;
}
export interface DensityAxis {
  readonly id: string;
  readonly bins: number;
  /** `symlog` is sign(v) * log10(1 + |v|). */
  readonly scale: 'linear' | 'symlog';
  /** In the axis' own scale: bin i holds scale(v) from min + i * (max - min) / bins. */
  readonly min: number;
  readonly max: number;
}

/** One axis of a density map: the bin of every row. */
export interface AxisBins extends DensityAxis {
  readonly codes: Uint8Array;
}

/**
 * Cuts the range from `low` to `high`, in a scale, into bins (at most 256); a single value gets room on both sides. A value's
 * bin is looked up by its upper bits, which say it to within a bin or two, and compared with the next edges in place of
 * taking its logarithm.
 */
export class AxisScale {
  readonly min: number;
  readonly max: number;
  /** Value at which each bin but the first begins. */
  private readonly edges: Float64Array;
  /** Bin of the lowest value with these upper bits. */
  private readonly least = new Uint8Array(1 << 16);

  constructor(kind: DensityAxis['scale'], low: number, high: number, bins: number) {
    const [from, to] = [scaled(kind, low), scaled(kind, high)];
    const half = from < to ? 0 : 0.5;
    this.min = from - half;
    this.max = to + half;
    const step = (this.max - this.min) / bins;
    this.edges = Float64Array.from({ length: bins - 1 }, (_, i) => unscaled(kind, this.min + (i + 1) * step));
    // Values ascend from the largest negative ones, whose upper bits are the highest numbers, to zero, and from there up.
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

  /** Writes the bins of `count` values to `out[at..]`. */
  binAll(values: Float64Array, count: number, out: Uint8Array, at: number): void {
    const { edges, least } = this;
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let i = 0; i < count; i++) {
      const value = values[i];
      let bin = least[words[2 * i + 1] >>> 16];
      while (value >= edges[bin]) bin++;
      out[at + i] = bin;
    }
  }
}

/** How many of `ranked` fall into each cell of two axes; the first `above` are the anomalies. */
export function binPlane(x: AxisBins, y: AxisBins, ranked: RankedRows, above: number): Density {
  const counts = new Uint32Array(x.bins * y.bins);
  const anomalies = new Uint32Array(x.bins * y.bins);
  const total = x.codes.length;
  // Of all rows the order does not matter, and theirs is faster.
  if (ranked.length === total) for (let row = 0; row < total; row++) counts[y.codes[row] * x.bins + x.codes[row]]++;
  else addCells(counts, x, y, inRowOrder(ranked.first(ranked.length), total));
  addCells(anomalies, x, y, inRowOrder(ranked.first(above), total));
  const axis = ({ id, bins, scale, min, max }: AxisBins): DensityAxis => ({ id, bins, scale, min, max });
  return { x: axis(x), y: axis(y), counts, anomalies };
}

function addCells(counts: Uint32Array, x: AxisBins, y: AxisBins, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) counts[y.codes[rows[i]] * x.bins + x.codes[rows[i]]]++;
}

function scaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : (Math.sign(value) * Math.log1p(Math.abs(value))) / Math.LN10;
}

function unscaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : Math.sign(value) * Math.expm1(Math.abs(value) * Math.LN10);
}
