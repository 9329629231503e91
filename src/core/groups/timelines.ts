import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import type { Control } from '../control.ts';
import type { Bitmap } from '../selection/bitmap.ts';

/** Number of equal parts of the log's span, of findings as well. */
export const TIMELINE_BINS = 60;

/** Flows of a host or channel over the span of the log. Flows without a time are in no bin. */
export interface GroupTimeline {
  readonly flows: readonly number[];
  /** Flows that belong to a finding. */
  readonly inFindings: readonly number[];
}

/** The hosts of a side, or the channels: their number, and the group of each channel. */
export interface Grouping {
  readonly count: number;
  readonly groupOf: (channel: number) => number;
}

/** The rows to count, null for all, and the rows in findings, null if there are none. */
interface CountedRows {
  readonly selected: Bitmap | null;
  readonly inFindings: Bitmap | null;
}

/**
 * The timelines of some groups, in one pass over the rows: about 5 ns per row, whatever the number of groups. 4 bytes
 * per group of the log while counting.
 */
export async function countTimelines(
  { reader, flows }: Pick<Facts, 'reader' | 'flows'>,
  { count, groupOf }: Grouping,
  groups: Uint32Array,
  { selected, inFindings }: CountedRows,
  control: Control,
): Promise<GroupTimeline[]> {
  const placeOf = new Int32Array(count).fill(-1);
  for (const [place, group] of groups.entries()) placeOf[group] = place;
  const [all, found] = [0, 1].map(() => new Uint32Array(groups.length * TIMELINE_BINS));
  const { start, span, channel, represents } = flows;
  await inStretches(control, reader.rows, (from, to) => {
    if (selected?.isEmpty(from, to) === true) return;
    const times = reader.numbers('ts', from, to);
    for (let row = from; row < to; row++) {
      const place = placeOf[groupOf(channel[row])];
      const seconds = times[row - from] - start;
      // Comparing with NaN is false.
      if (place < 0 || !(seconds >= 0) || selected?.has(row) === false) continue;
      const bin = Math.min(TIMELINE_BINS - 1, Math.floor((seconds * TIMELINE_BINS) / span));
      const count = represents === null ? 1 : represents.flows[row];
      all[place * TIMELINE_BINS + bin] += count;
      if (inFindings?.has(row) === true) found[place * TIMELINE_BINS + bin] += count;
    }
  });
  const partOf = (counts: Uint32Array, place: number) =>
    Array.from(counts.subarray(place * TIMELINE_BINS, (place + 1) * TIMELINE_BINS));
  return Array.from(groups, (_, place) => ({ flows: partOf(all, place), inFindings: partOf(found, place) }));
}
