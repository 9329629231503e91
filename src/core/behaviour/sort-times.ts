import { type Control, checkpoint } from '../control.ts';

/** More than this many are sorted in runs, with a chance for other messages in between: 65,536 take about 5 ms. */
const RUN = 65_536;

/** Sorts times in place, ascending. Up to `RUN` it returns without a turn of the event loop. */
export async function sortTimes(times: Float64Array, control: Control): Promise<void> {
  if (isAscending(times)) return;
  for (let from = 0; from < times.length; from += RUN) {
    times.subarray(from, from + RUN).sort();
    if (times.length > RUN) await checkpoint(control.signal);
  }
  let from = times;
  let to = times.length > RUN ? new Float64Array(times.length) : times;
  for (let width = RUN; width < times.length; width *= 2) {
    for (let start = 0; start < times.length; start += 2 * width) {
      await merge(
        from,
        start,
        Math.min(start + width, times.length),
        Math.min(start + 2 * width, times.length),
        to,
        control,
      );
    }
    [from, to] = [to, from];
  }
  if (from !== times) times.set(from);
}

function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i++) if (times[i] < times[i - 1]) return false;
  return true;
}

/** Merges two sorted neighbours, `[start, middle)` and `[middle, end)`. */
async function merge(
  from: Float64Array,
  start: number,
  middle: number,
  end: number,
  to: Float64Array,
  control: Control,
): Promise<void> {
  let left = start;
  let right = middle;
  for (let first = start; first < end; first += 8 * RUN) {
    const last = Math.min(end, first + 8 * RUN);
    for (let at = first; at < last; at++) {
      if (right >= end || (left < middle && from[left] <= from[right])) to[at] = from[left++];
      else to[at] = from[right++];
    }
    await checkpoint(control.signal);
  }
}
