import type { GroupColumnInfo } from '../core/groups/group-column.ts';
import type { GroupFinding } from '../core/groups/group-findings.ts';
import type { View } from '../core/query/view.ts';

/** A query of hosts or channels: selection and order. */
export interface GroupsQuery<By> extends GroupScope {
  readonly sort: { readonly by: By; readonly descending: boolean };
}

/** What hosts and channels are counted over. */
export interface GroupScope {
  /** Flows to count. Rows without a selected flow are left out. Absent for all flows. */
  readonly selection?: GroupSelection;
  /** Whether rows have their findings. The query then waits for the findings of the run. */
  readonly withFindings?: boolean;
}
/** A selection of flows. Scores and ranks in it refer to the detector. */
export type GroupSelection = Pick<View, 'detector' | 'where'>;

/** A range of rows of the list, from `start` on. */
export interface GroupWindow<Row> {
  readonly start: number;
  /** Rows that match the query, and rows of the whole log. */
  readonly total: number;
  readonly all: number;
  readonly notes: readonly GroupNote[];
  /** The meaning of each entry of a row's `values`. */
  readonly columns: readonly GroupColumnInfo[];
  readonly rows: readonly Row[];
}
/** Missing fields. Without states or packets it is unknown or uncertain which flows failed. */
export type GroupNote = 'no-state' | 'no-packets';
/** Values that every host and channel has. */
export interface GroupRow {
  /** Flows in the selection, and in the whole log. */
  readonly flows: number;
  readonly flowsInLog: number;
  /** Findings of the whole log with flows of it, strongest first. Empty without `withFindings`. */
  readonly findings: readonly GroupFinding[];
  /** Failed flows / scored flows: see `failedMeaning`. Null without a scored flow. */
  readonly failed: number | null;
  /** First and last start in epoch seconds. Null if no flow has a time. */
  readonly first: number | null;
  readonly last: number | null;
  /** False if all its flows are multicast, broadcast or neighbour discovery: Behaviour does not score these. */
  readonly isJudged: boolean;
  /** One value per column of the window, null for no value. */
  readonly values: readonly (number | string | null)[];
}
