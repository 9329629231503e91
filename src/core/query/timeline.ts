import { lentBlock } from '../math/float-kernel.ts';
import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
import { extentOf } from '../table/widen.ts';
import { inRowOrder } from './in-row-order.ts';
import type { RankedRows } from './ranking.ts';

/** Flows and anomalies per time bin. Bins have equal width; `flows` include the anomalies. */
export interface Timeline {
  /** Start of the first bin, epoch seconds. */
  readonly start: number;
  readonly binSeconds: number;
  readonly flows: readonly number[];
  readonly anomalies: readonly number[];
  /** Flows without a `ts`, in no bin. */
  readonly unset: number;
}

/** Bin widths in seconds that fit clock and calendar units. */
const widths = [
  1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
  43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000, 315360000,
];

/**
 * Flows and anomalies per time bin. Uses the narrowest width for which the run's span fits into `most` bins. `ranked`
 * are the rows of the view; its first `above` rows are the anomalies. `rows` is the number of rows of the run.
 */
export function binTimes(
  ts: NumberColumn | null,
  ranked: RankedRows,
  rows: number,
  span: readonly [number, number] | null,
  above: number,
  most: number,
): Timeline {
  const cut = cutTimes(span, most);
  const { start, binSeconds } = cut;
  if (span === null || ts === null) return { start, binSeconds, flows: [], anomalies: [], unset: ranked.length };
  const [flows, anomalies] =
    ranked.length === rows
      ? countAll(ts, cut, ranked.marks(above))
      : [ranked.length, above].map((count) => countPicked(ts, cut, inRowOrder(ranked.first(count), rows)));
  return { start, binSeconds, flows, anomalies, unset: ranked.length - flows.reduce((sum, n) => sum + n, 0) };
}

/** Time bins of equal width. */
export interface TimeCut {
  readonly start: number;
  readonly binSeconds: number;
  readonly bins: number;
}

/** The narrowest width for which the span fits into `most` bins. No bins without a span. */
export function cutTimes(span: readonly [number, number] | null, most: number): TimeCut {
  const [first, last] = span ?? [0, 0];
  const binSeconds =
    widths.find((width) => Math.floor(last / width) - Math.floor(first / width) < most) ?? (last - first) / most;
  // Rounding can make the product larger than the first time.
  const start = Math.min(first, Math.floor(first / binSeconds) * binSeconds);
  const bins = span === null ? 0 : Math.min(most, Math.floor((last - start) / binSeconds) + 1);
  return { start, binSeconds, bins };
}

/**
 * Flows per bin of all rows, and of marked rows. The order does not matter for all rows, and reading a column front to
 * back is ten times as fast.
 */
function countAll(ts: NumberColumn, cut: TimeCut, marks: Uint8Array): number[][] {
  const counts = new Uint32Array(2 * cut.bins);
  const { values: times, stride } = lentBlock(1);
  for (let first = 0; first < marks.length; first += stride) {
    const count = Math.min(stride, marks.length - first);
    readNumbers(ts.groups[first >>> GROUP_BITS], first & GROUP_MASK, count, -Infinity, times, 0);
    const { low, high } = extentOf(times, count);
    const bin = binOf(low, cut);
    if (bin >= 0 && bin === binOf(high, cut)) {
      let marked = 0;
      for (let row = first; row < first + count; row++) marked += marks[row];
      counts[bin] += count - marked;
      counts[cut.bins + bin] += marked;
    } else addTimes(times, marks.subarray(first, first + count), cut, counts);
  }
  const marked = Array.from(counts.subarray(cut.bins));
  return [marked.map((count, bin) => count + counts[bin]), marked];
}

function addTimes(times: Float64Array, marks: Uint8Array, cut: TimeCut, counts: Uint32Array): void {
  for (let i = 0; i < marks.length; i++) {
    const bin = binOf(times[i], cut);
    if (bin >= 0) counts[marks[i] * cut.bins + bin]++;
  }
}

/** The bin of a time. Negative or NaN when the time is unset. */
function binOf(time: number, { start, binSeconds, bins }: TimeCut): number {
  const bin = Math.floor((time - start) / binSeconds);
  return bin >= bins ? bins - 1 : bin;
}

function countPicked(ts: NumberColumn, cut: TimeCut, rows: Uint32Array): number[] {
  const counts = new Array<number>(cut.bins).fill(0);
  for (let i = 0; i < rows.length; i++) {
    const bin = binOf(numberAt(ts, rows[i]), cut);
    if (bin >= 0) counts[bin]++;
  }
  return counts;
}
