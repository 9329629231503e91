import { countAbove, countAtLeast } from './order.ts';

/** `edges` has one more entry than `counts`; anomalies are part of the counts. */
export interface ScoreHistogram {
  readonly scale: 'log' | 'linear';
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly anomalies: readonly number[];
}

export interface Timeline {
  /** Start of the first bin, epoch seconds. */
  readonly start: number;
  readonly binSeconds: number;
  readonly flows: readonly number[];
  readonly anomalies: readonly number[];
  /** Flows without a `ts`, in no bin. */
  readonly unset: number;
}

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

/** Scores that span more than this many times the smallest are binned by their logarithm. */
const LOG_SPAN = 10;

/**
 * How the scores of `ranked`, which stand in rank order, spread over `bins` equal steps from the run's lowest score to its
 * highest. O(bins * log n): the edges are looked up in the order.
 */
export function binScores(
  scores: Float64Array,
  ranked: Uint32Array,
  [min, max]: readonly [number, number],
  threshold: number,
  bins: number,
): ScoreHistogram {
  const scale = min > 0 && max / min > LOG_SPAN ? 'log' : 'linear';
  const to = scale === 'log' ? Math.log10 : (value: number) => value;
  const from = scale === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const half = min === max ? 0.5 : 0; // a single value still needs a bin to stand in
  const low = to(min) - half;
  const step = (to(max) + half - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => from(low + i * step));
  if (half === 0) {
    edges[0] = min;
    edges[bins] = max;
  }
  // Flows at or above each edge: a bin takes its lower edge in, the last one both.
  const atLeast = edges.map((edge, i) =>
    i === 0 ? ranked.length : i === bins ? 0 : countAtLeast(scores, ranked, edge),
  );
  const above = countAbove(scores, ranked, threshold);
  return {
    scale,
    edges,
    counts: edges.slice(1).map((_, bin) => atLeast[bin] - atLeast[bin + 1]),
    anomalies: edges.slice(1).map((_, bin) => Math.min(above, atLeast[bin]) - Math.min(above, atLeast[bin + 1])),
  };
}

/** Widths that a clock can be read by, in seconds. */
const widths = [
  1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
  43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000, 315360000,
];

/**
 * Flows and anomalies per stretch of time: the narrowest width with which the run's span fits into `most` bins. The first
 * `above` of `ranked` are the anomalies.
 */
export function binTimes(
  timeOf: (row: number) => number,
  ranked: Uint32Array,
  span: readonly [number, number] | null,
  above: number,
  most: number,
): Timeline {
  const [first, last] = span ?? [0, 0];
  const binSeconds =
    widths.find((width) => Math.floor(last / width) - Math.floor(first / width) < most) ?? (last - first) / most;
  const start = Math.floor(first / binSeconds) * binSeconds;
  const bins = span === null ? 0 : Math.floor((last - start) / binSeconds) + 1;
  const flows = new Array<number>(bins).fill(0);
  const anomalies = new Array<number>(bins).fill(0);
  const binOf = (row: number) => Math.min(bins - 1, Math.max(0, Math.floor((timeOf(row) - start) / binSeconds)));
  let unset = 0;
  for (let place = 0; place < ranked.length; place++) {
    const bin = binOf(ranked[place]);
    if (Number.isNaN(bin)) unset++;
    else flows[bin]++;
  }
  for (let place = 0; place < above; place++) {
    const bin = binOf(ranked[place]);
    if (!Number.isNaN(bin)) anomalies[bin]++;
  }
  return { start, binSeconds, flows, anomalies, unset };
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

/** How many of `ranked`, which stand in rank order, fall into each cell of two axes; the first `above` are the anomalies. */
export function binPlane(x: AxisBins, y: AxisBins, ranked: Uint32Array, above: number): Density {
  const counts = new Uint32Array(x.bins * y.bins);
  const anomalies = new Uint32Array(x.bins * y.bins);
  const isWhole = ranked.length === x.codes.length;
  for (let place = 0; place < ranked.length; place++) {
    const row = isWhole ? place : ranked[place]; // of all rows the order does not matter, and theirs is faster
    counts[y.codes[row] * x.bins + x.codes[row]]++;
  }
  for (let place = 0; place < above; place++) {
    const row = ranked[place];
    anomalies[y.codes[row] * x.bins + x.codes[row]]++;
  }
  const axis = ({ id, bins, scale, min, max }: AxisBins): DensityAxis => ({ id, bins, scale, min, max });
  return { x: axis(x), y: axis(y), counts, anomalies };
}

function scaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : Math.sign(value) * Math.log10(1 + Math.abs(value));
}
