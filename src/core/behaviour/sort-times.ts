import { type Control, checkpoint } from '../control.ts';
import { sortRuns } from '../math/sort-runs.ts';

/** Sorts times in place, ascending. Yields to other messages unless there are few: see `sortRuns`. */
export function sortTimes(times: Float64Array, control: Control): Promise<void> {
  return sortRuns(times, () => checkpoint(control.signal));
}
