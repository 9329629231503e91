import { type Control, checkpoint } from '../control.ts';
import { sortRuns } from '../math/sort-runs.ts';

/** Sorts times in place, ascending. Yields to other messages unless there are few: see `sortRuns`. */
export function sortTimes(times: Float64Array, control: Control): Promise<void> {
  return sortRuns(times, () => checkpoint(control.signal));
}

/** Up to this number of times, most of them in order, sorting by insertion is faster than calling `sort`. */
export const FEW_TIMES = 64;

/** Sorts few times in place, from index `from` up to `to`. None is NaN. At once, and without allocating. */
export function sortFew(times: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const time = times[i];
    let place = i;
    for (; place > from && times[place - 1] > time; place--) times[place] = times[place - 1];
    times[place] = time;
  }
}
