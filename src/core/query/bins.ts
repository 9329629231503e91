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

/** How the scores of `rows` spread over `bins` equal steps from the run's lowest score to its highest. */
export function binScores(
  scores: Float64Array,
  rows: Uint32Array,
  range: readonly [number, number],
  threshold: number,
  bins: number,
): ScoreHistogram {
  const [min, max] = range;
  const scale = min > 0 && max / min > LOG_SPAN ? 'log' : 'linear';
  const to = scale === 'log' ? Math.log10 : (value: number) => value;
  const from = scale === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const half = min === max ? 0.5 : 0; // a single value still needs a bin to stand in
  const low = to(min) - half;
  const step = (to(max) + half - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  const anomalies = new Array<number>(bins).fill(0);
  for (const row of rows) {
    const score = scores[row];
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((to(score) - low) / step)));
    counts[bin]++;
    if (score > threshold) anomalies[bin]++;
  }
  const edges = Array.from({ length: bins + 1 }, (_, i) => from(low + i * step));
  if (half === 0) {
    edges[0] = min;
    edges[bins] = max;
  }
  return { scale, edges, counts, anomalies };
}

/** Widths that a clock can be read by, in seconds. */
const widths = [
  1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
  43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000, 315360000,
];

/** Flows and anomalies per stretch of time: the narrowest width with which the run's span fits into `most` bins. */
export function binTimes(
  times: Float64Array,
  scores: Float64Array,
  rows: Uint32Array,
  span: readonly [number, number] | null,
  threshold: number,
  most: number,
): Timeline {
  const [first, last] = span ?? [0, 0];
  const binSeconds =
    widths.find((width) => Math.floor(last / width) - Math.floor(first / width) < most) ?? (last - first) / most;
  const start = Math.floor(first / binSeconds) * binSeconds;
  const bins = span === null ? 0 : Math.floor((last - start) / binSeconds) + 1;
  const flows = new Array<number>(bins).fill(0);
  const anomalies = new Array<number>(bins).fill(0);
  let unset = 0;
  for (const row of rows) {
    const time = times[row];
    if (Number.isNaN(time)) {
      unset++;
      continue;
    }
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((time - start) / binSeconds)));
    flows[bin]++;
    if (scores[row] > threshold) anomalies[bin]++;
  }
  return { start, binSeconds, flows, anomalies, unset };
}

/** Values of one axis for every row, with the range they span in the axis' scale. */
export interface AxisValues {
  readonly id: string;
  readonly scale: DensityAxis['scale'];
  readonly values: Float64Array;
  readonly min: number;
  readonly max: number;
}

/** How many of `rows` fall into each cell of two axes. */
export function binPlane(
  x: AxisValues,
  y: AxisValues,
  scores: Float64Array,
  rows: Uint32Array,
  threshold: number,
  [columns, lines]: readonly [number, number],
): Density {
  const counts = new Uint32Array(columns * lines);
  const anomalies = new Uint32Array(columns * lines);
  for (const row of rows) {
    const cell = binOf(y, y.values[row], lines) * columns + binOf(x, x.values[row], columns);
    counts[cell]++;
    if (scores[row] > threshold) anomalies[cell]++;
  }
  const axis = ({ id, scale, min, max }: AxisValues, bins: number): DensityAxis => ({ id, bins, scale, min, max });
  return { x: axis(x, columns), y: axis(y, lines), counts, anomalies };
}

/** The range that the values span, in the scale; a single value gets room on both sides. */
export function axisOf(id: string, scale: DensityAxis['scale'], values: Float64Array): AxisValues {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const [low, high] = [scaled(scale, min), scaled(scale, max)];
  return low < high
    ? { id, scale, values, min: low, max: high }
    : { id, scale, values, min: low - 0.5, max: high + 0.5 };
}

function binOf({ scale, min, max }: AxisValues, value: number, bins: number): number {
  const bin = Math.floor(((scaled(scale, value) - min) / (max - min)) * bins);
  return Math.min(bins - 1, Math.max(0, bin));
}

function scaled(scale: DensityAxis['scale'], value: number): number {
  return scale === 'linear' ? value : Math.sign(value) * Math.log10(1 + Math.abs(value));
}
