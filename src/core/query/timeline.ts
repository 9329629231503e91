import { GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';
import { type NumberColumn, numberAt, readNumbers } from '../table/number-column.ts';
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
  const [first, last] = span ?? [0, 0];
  const binSeconds =
    widths.find((width) => Math.floor(last / width) - Math.floor(first / width) < most) ?? (last - first) / most;
  const start = Math.floor(first / binSeconds) * binSeconds;
  if (span === null || ts === null) return { start, binSeconds, flows: [], anomalies: [], unset: ranked.length };
  const bins = Math.floor((last - start) / binSeconds) + 1;
  const count = (values: Iterable<readonly [times: Float64Array, count: number]>) => {
    const counts = new Array<number>(bins).fill(0);
    for (const [times, length] of values) addTimes(times, length, start, binSeconds, counts);
    return counts;
  };
  // Of all rows the order does not matter, and a column in its own order is read ten times as fast.
  const flows = count(
    ranked.length === rows ? inOrder(ts, rows) : picked(ts, inRowOrder(ranked.first(ranked.length), rows)),
  );
  const anomalies = count(picked(ts, inRowOrder(ranked.first(above), rows)));
  return { start, binSeconds, flows, anomalies, unset: ranked.length - flows.reduce((sum, n) => sum + n, 0) };
}

/** Adds times to the bins they fall into; unset ones (NaN) fall into none. */
function addTimes(times: Float64Array, length: number, start: number, binSeconds: number, counts: number[]): void {
  const last = counts.length - 1;
  for (let i = 0; i < length; i++) {
    const bin = Math.floor((times[i] - start) / binSeconds);
    if (bin >= 0) counts[bin < last ? bin : last]++;
  }
}

function* inOrder(ts: NumberColumn, rows: number): Generator<readonly [Float64Array, number]> {
  const times = new Float64Array(GROUP_ROWS);
  for (let first = 0; first < rows; first += GROUP_ROWS) {
    const count = Math.min(GROUP_ROWS, rows - first);
    readNumbers(ts.groups[first >>> GROUP_BITS], 0, count, Number.NaN, times, 0);
    yield [times, count];
  }
}

function* picked(ts: NumberColumn, rows: Uint32Array): Generator<readonly [Float64Array, number]> {
  const times = new Float64Array(Math.min(rows.length, GROUP_ROWS));
  for (let first = 0; first < rows.length; first += GROUP_ROWS) {
    const count = Math.min(GROUP_ROWS, rows.length - first);
    for (let i = 0; i < count; i++) times[i] = numberAt(ts, rows[first + i]);
    yield [times, count];
  }
}
