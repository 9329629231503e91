import type { Predicate } from '../selection/predicate.ts';

/** Which flows, in which order. Plain data: the key of every cache, chart, table and export. */
export interface View {
  readonly detector: string;
  /** All must hold. */
  readonly where: readonly Predicate[];
  /** `by` is `rank`, `score`, `row`, `file`, `identical` (lines of identical flows by how many they stand for) or a field's name. Unset values come last either way, ties in rank order. */
  readonly sort: { readonly by: string; readonly descending: boolean };
  /** Whether flows that are identical (`groupIdentical`) are listed as one. Counts, charts and exports are of all flows either way. */
  readonly identical?: boolean;
}

export interface Tally {
  readonly flows: number;
  readonly anomalies: number;
  /** Lines that a table can list: fewer when the log is larger than memory, or when identical flows are one. */
  readonly listed: number;
}
