import type { Pause } from './stretches.ts';

/** More than this many are sorted in runs, with a pause between them: 65,536 take about 5 ms. */
export const RUN = 65_536;

/** Sorts numbers in place, ascending, NaN last. `pause` is waited for now and then, never for up to `RUN` numbers. */
export async function sortRuns(values: Float64Array, pause: Pause): Promise<void> {
  if (isAscending(values)) return;
  for (let from = 0; from < values.length; from += RUN) {
    values.subarray(from, from + RUN).sort();
    if (values.length > RUN) await pause();
  }
  let from = values;
  let to = values.length > RUN ? new Float64Array(values.length) : values;
  for (let width = RUN; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      await merge(
        from,
        start,
        Math.min(start + width, values.length),
        Math.min(start + 2 * width, values.length),
        to,
        pause,
      );
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
}

/** Whether the numbers from index `from` up to `to` are in order. */
export function isAscending(values: Float64Array, from = 0, to = values.length): boolean {
  for (let i = from + 1; i < to; i++) if (values[i] < values[i - 1]) return false;
  return true;
}

/** Merges two sorted neighbours, `[start, middle)` and `[middle, end)`. */
async function merge(
  from: Float64Array,
  start: number,
  middle: number,
  end: number,
  to: Float64Array,
  pause: Pause,
): Promise<void> {
  let left = start;
  let right = middle;
  for (let first = start; first < end; first += 8 * RUN) {
    const last = Math.min(end, first + 8 * RUN);
    for (let at = first; at < last; at++) {
      if (right >= end || (left < middle && from[left] <= from[right])) to[at] = from[left++];
      else to[at] = from[right++];
    }
    await pause();
  }
}
