/** Which flows, in which order. Plain data: the key of every cache, chart, table and export. */
export interface View {
  readonly detector: string;
  /** All must hold. */
  readonly where: readonly Condition[];
  /** `by` is `rank`, `score`, `row`, `file` or a field's name. Unset values come last either way, ties in rank order. */
  readonly sort: { readonly by: string; readonly descending: boolean };
}
export type Condition =
  | { readonly kind: 'equals'; readonly field: string; readonly text: string } // the cell as written in the log
  | { readonly kind: 'between'; readonly field: string; readonly from: number; readonly to: number } // both ends included
  | { readonly kind: 'any'; readonly of: readonly (readonly Condition[])[] }; // all of at least one list hold

export interface Tally {
  readonly flows: number;
  readonly anomalies: number;
  /** Flows that a table can list: fewer when the log is larger than memory. */
  readonly listed: number;
}
