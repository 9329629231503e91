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

/** Cuts the range from `low` to `high`, in a scale, into bins (at most 256); a single value gets room on both sides. */
export class AxisScale {
  readonly min: number;
  readonly max: number;
  private readonly kind: DensityAxis['scale'];
  private readonly bins: number;

  constructor(kind: DensityAxis['scale'], low: number, high: number, bins: number) {
    const half = low < high ? 0 : 0.5;
    this.kind = kind;
    this.bins = bins;
    this.min = scaled(kind, low) - half;
    this.max = scaled(kind, high) + half;
  }

  /** Writes the bins of `count` values to `out[at..]`. */
  binAll(values: Float64Array, count: number, out: Uint8Array, at: number): void {
    const { kind, min, bins } = this;
    const factor = bins / (this.max - min);
    for (let i = 0; i < count; i++) {
      const bin = Math.floor((scaled(kind, values[i]) - min) * factor);
      out[at + i] = bin < 0 ? 0 : bin >= bins ? bins - 1 : bin;
    }
  }
}

/** How many of `ranked` fall into each cell of two axes; the first `above` are the anomalies. */
export function binPlane(x: AxisBins, y: AxisBins, ranked: RankedRows, above: number): Density {
  const counts = new Uint32Array(x.bins * y.bins);
  const anomalies = new Uint32Array(x.bins * y.bins);
  const cellOf = (row: number) => y.codes[row] * x.bins + x.codes[row];
  // Of all rows the order does not matter, and theirs is faster.
  if (ranked.length === x.codes.length) for (let row = 0; row < x.codes.length; row++) counts[cellOf(row)]++;
  else for (const row of ranked.first(ranked.length)) counts[cellOf(row)]++;
  for (const row of ranked.first(above)) anomalies[cellOf(row)]++;
  const axis = ({ id, bins, scale, min, max }: AxisBins): DensityAxis => ({ id, bins, scale, min, max });
  return { x: axis(x), y: axis(y), counts, anomalies };
}

function scaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : Math.sign(value) * Math.log(1 + Math.abs(value)) * Math.LOG10E;
}
