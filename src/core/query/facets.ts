import { checkpoint, turns } from '../control.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Column } from '../table/table.ts';
import { type Picked, pickedRoom, pickGroup } from './picked.ts';
import { type ValueCounts, valueCountsOf } from './value-counts.ts';

/** The most frequent values of a column among picked rows. */
export interface TopValues {
  /** Distinct values that contain the search text. Unset counts as one value. */
  readonly distinct: number;
  /** By descending number of flows. Ties are in order of first occurrence for labels, ascending for numbers. */
  readonly values: readonly { readonly value: string; readonly flows: number; readonly above: number }[];
}

/**
 * Counts the values of columns among picked rows. 2 to 3 ns per row and column, plus 1 to 3 ns per row to pick the
 * rows.
 */
export async function countValues(
  columns: readonly Column[],
  picked: Picked,
  signal: AbortSignal,
): Promise<ValueCounts[]> {
  const counts = columns.map(valueCountsOf);
  if (counts.length === 0) return counts;
  const room = pickedRoom();
  const isDue = turns();
  for (let group = 0; group * GROUP_ROWS < picked.selected.rows; group++) {
    const count = pickGroup(picked, group, room);
    if (count === 0) continue;
    for (const one of counts) {
      one.add(group, room, count);
      if (isDue()) await checkpoint(signal);
    }
  }
  return counts;
}

/**
 * The `most` frequent values that contain `search`, ignoring letter case. `pairs` are their counts: see `ValueCounts`.
 */
export function topValues(counts: ValueCounts, pairs: Uint32Array, search: string, most: number): TopValues {
  const wanted = search.toLowerCase();
  const flows = (id: number) => pairs[2 * id] + pairs[2 * id + 1];
  const isBefore = (a: number, b: number) => {
    const more = flows(a) - flows(b);
    return more === 0 ? counts.isBefore(a, b) : more > 0;
  };
  const top: number[] = [];
  let distinct = 0;
  let least = 0; // flows of the last one in a full list
  const { size } = counts;
  for (let id = 0; id < size; id++) {
    const count = pairs[2 * id] + pairs[2 * id + 1];
    if (count === 0) continue;
    if (wanted !== '' && !counts.text(id).toLowerCase().includes(wanted)) continue;
    distinct++;
    if (count < least || most === 0) continue;
    if (top.length === most && !isBefore(id, top[most - 1])) continue;
    let place = top.length;
    while (place > 0 && isBefore(id, top[place - 1])) place--;
    top.splice(place, 0, id);
    if (top.length > most) top.pop();
    if (top.length === most) least = flows(top[most - 1]);
  }
  return {
    distinct,
    values: top.map((id) => ({ value: counts.text(id), flows: flows(id), above: pairs[2 * id + 1] })),
  };
}
