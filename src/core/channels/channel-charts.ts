import type { Bitmap } from '../selection/bitmap.ts';
import { numberAt } from '../table/number-column.ts';
import type { Table } from '../table/table.ts';
import { quantileOf } from './quartiles.ts';
import { intervalsOf } from './rhythm.ts';

/** Histogram of intervals: bins of equal width from 0 on, and the number of longer intervals. */
export interface IntervalHistogram {
  readonly binSeconds: number;
  readonly counts: readonly number[];
  readonly longer: number;
}
/**
 * Flows of a channel in the whole log, and the bytes of its largest flow, per time bin from its first flow to its last.
 */
export interface SizesOverTime {
  /** Start of the first bin, epoch seconds. */
  readonly start: number;
  readonly binSeconds: number;
  readonly flows: readonly number[];
  /** The selected flows among them. */
  readonly selected: readonly number[];
  readonly sent: readonly number[];
}

/**
 * Counts intervals. The bins reach to two medians, so that a rhythm is in the middle and a few pauses cannot compress
 * it into one bin. Null without intervals.
 */
export function binIntervals(times: Float64Array, bins: number): IntervalHistogram | null {
  const intervals = intervalsOf(times);
  if (intervals.length === 0) return null;
  const longest = intervals[intervals.length - 1];
  const median = quantileOf(intervals, 0.5);
  const end = median > 0 ? 2 * median : longest;
  if (end === 0) return { binSeconds: 0, counts: [intervals.length], longer: 0 };
  const binSeconds = end / bins;
  const counts = new Array<number>(bins).fill(0);
  let longer = 0;
  for (const seconds of intervals) {
    if (seconds > end) longer++;
    else counts[Math.min(bins - 1, Math.floor(seconds / binSeconds))]++;
  }
  return { binSeconds, counts, longer };
}

/** Null when no flow has a time. `selection` is null for all flows. */
export function binSizes(
  table: Table,
  rows: Uint32Array,
  bins: number,
  selection: Bitmap | null,
): SizesOverTime | null {
  const [ts, bytes] = [table.columns.get('ts'), table.columns.get('orig_bytes')];
  if (ts?.kind !== 'number') return null;
  let [start, end] = [Infinity, -Infinity];
  for (const row of rows) {
    const time = numberAt(ts, row);
    if (time < start) start = time;
    if (time > end) end = time;
  }
  if (end < start) return null;
  const used = end === start ? 1 : bins;
  const binSeconds = Math.max(end - start, 1) / used;
  const [flows, selected, sent] = [0, 1, 2].map(() => new Array<number>(used).fill(0));
  for (const row of rows) {
    const time = numberAt(ts, row);
    if (Number.isNaN(time)) continue;
    const bin = Math.min(used - 1, Math.floor((time - start) / binSeconds));
    const count = table.represents?.flows[row] ?? 1;
    flows[bin] += count;
    if (selection?.has(row) !== false) selected[bin] += count;
    const size = bytes?.kind === 'number' ? numberAt(bytes, row) : 0;
    if (size > sent[bin]) sent[bin] = size;
  }
  return { start, binSeconds, flows, selected, sent };
}

/** Start times of the rows that have one, ascending, in seconds. */
export function timesOf(table: Table, rows: Uint32Array): Float64Array {
  const ts = table.columns.get('ts');
  if (ts?.kind !== 'number') return new Float64Array(0);
  const times = Float64Array.from(rows, (row) => numberAt(ts, row));
  return times.filter((time) => !Number.isNaN(time)).sort();
}
