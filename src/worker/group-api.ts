import type { GroupColumnInfo } from '../core/groups/group-column.ts';
import type { View } from '../core/query/view.ts';

/** Which groups of flows, hosts or channels, and in which order. */
export interface GroupsQuery<By> {
  readonly sort: { readonly by: By; readonly descending: boolean };
  /** Words that a group all has; empty for all groups. */
  readonly filter: string;
  /** The flows that are counted; groups without one of them are left out. Absent for all flows. */
  readonly selection?: GroupSelection;
}
/** A selection of flows. Scores and ranks in it are those of the detector. */
export type GroupSelection = Pick<View, 'detector' | 'where'>;

/** Places `start` on of the list asked for. */
export interface GroupWindow<Row> {
  readonly start: number;
  /** Groups that the query leaves, and groups of the whole log. */
  readonly total: number;
  readonly all: number;
  readonly notes: readonly GroupNote[];
  /** What each of a row's `values` is. */
  readonly columns: readonly GroupColumnInfo[];
  readonly rows: readonly Row[];
}
/** What a log lacks: without states or packets it is unknown, or uncertain, which flows failed. */
export type GroupNote = 'no-state' | 'no-packets';
/** What is counted of every group. */
export interface GroupRow {
  readonly flows: number;
  /** Share of the flows that can fail; null where none can. */
  readonly failed: number | null;
  /** Epoch seconds of the first and the last start; null when no flow has a time. */
  readonly first: number | null;
  readonly last: number | null;
  /** False when all its flows are multicast, broadcast or neighbour discovery. */
  readonly isJudged: boolean;
  /** One for each column of the window, null where there is none. */
  readonly values: readonly (number | string | null)[];
}
