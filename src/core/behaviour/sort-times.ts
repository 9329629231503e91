import { type Control, checkpoint } from '../control.ts';
import { sortRuns } from '../math/sort-runs.ts';

/** Sorts times in place, ascending. Few of them are sorted without a turn of the event loop: see `sortRuns`. */
export function sortTimes(times: Float64Array, control: Control): Promise<void> {
  return sortRuns(times, () => checkpoint(control.signal));
}
