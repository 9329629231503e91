import { lentBlock } from '../math/float-kernel.ts';
import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
import { extentOf } from '../table/widen.ts';
import { inRowOrder } from './in-row-order.ts';
import type { RankedRows } from './ranking.ts';

export interface Timeline {
  /** Start of the first bin, epoch seconds. */
  readonly start: number;
  readonly binSeconds: number;
  readonly flows: readonly number[];
  readonly anomalies: readonly number[];
  /** Flows without a `ts`, in no bin. */
  readonly unset: number;
}

/** Widths that a clock can be read by, in seconds. */
const widths = [
  1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
  43200, 86400, 172800, 604800, 1209600, 2592000, 7776000, 31536000, 315360000,
];

/**
 * Flows and anomalies per stretch of time: the narrowest width with which the run's span fits into `most` bins. `ranked`
 * are the view's rows, of which the first `above` are the anomalies; `rows` is the size of the run.
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

/** Stretches of time of equal width. */
export interface TimeCut {
  readonly start: number;
  readonly binSeconds: number;
  readonly bins: number;
}

/** The narrowest width with which a span fits into `most` bins; no bins without a span. */
export function cutTimes(span: readonly [number, number] | null, most: number): TimeCut {
  const [first, last] = span ?? [0, 0];
  const binSeconds =
    widths.find((width) => Math.floor(last / width) - Math.floor(first / width) < most) ?? (last - first) / most;
  // Rounding can put the product after the first time.
  const start = Math.min(first, Math.floor(first / binSeconds) * binSeconds);
  const bins = span === null ? 0 : Math.min(most, Math.floor((last - start) / binSeconds) + 1);
  return { start, binSeconds, bins };
}

/**
 * Flows per bin of all rows, and of those with a mark. Of all rows the order does not matter, and a column in its own order is
 * read ten times as fast; in time's order most blocks lie in one bin.
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

/** Below 0, or NaN, for a time that is unset. */
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
