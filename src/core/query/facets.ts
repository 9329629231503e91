import { checkpoint, turns } from '../control.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Column } from '../table/table.ts';
import { type Picked, pickedRoom, pickGroup } from './picked.ts';
import { LabelCounts, NumberCounts, type ValueCounts } from './value-counts.ts';

/** The most frequent values of a column among picked rows. */
export interface TopValues {
  /** Distinct values that contain the search text. Unset counts as one value. */
  readonly distinct: number;
  /** By descending number of flows. Ties are in order of first occurrence for labels, ascending for numbers. */
  readonly values: readonly { readonly value: string; readonly flows: number; readonly above: number }[];
}

/**
 * Counts the values of columns among picked rows. 1 to 3 ns per row and column, plus 1 to 3 ns per row to pick the
 * rows.
 */
export async function countValues(
  columns: readonly Column[],
  picked: Picked,
  signal: AbortSignal,
): Promise<ValueCounts[]> {
  const counts = columns.map((column) =>
    column.kind === 'category' ? new LabelCounts(column) : new NumberCounts(column),
  );
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

/** The `most` frequent values that contain `search`, ignoring letter case. */
export function topValues(counts: ValueCounts, search: string, most: number): TopValues {
  const wanted = search.toLowerCase();
  const top: number[] = [];
  const isBefore = (a: number, b: number) => {
    const more = counts.flows(a) - counts.flows(b);
    return more === 0 ? counts.isBefore(a, b) : more > 0;
  };
  let distinct = 0;
  for (let id = 0; id < counts.size; id++) {
    if (counts.flows(id) === 0) continue;
    if (wanted !== '' && !counts.text(id).toLowerCase().includes(wanted)) continue;
    distinct++;
    if (top.length === most && !(most > 0 && isBefore(id, top[most - 1]))) continue;
    let place = top.length;
    while (place > 0 && isBefore(id, top[place - 1])) place--;
    top.splice(place, 0, id);
    if (top.length > most) top.pop();
  }
  const values = top.map((id) => ({ value: counts.text(id), flows: counts.flows(id), above: counts.above(id) }));
  return { distinct, values };
}
