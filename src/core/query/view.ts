import type { NoisePreset } from '../schema/noise.ts';

/** Which flows, in which order. Plain data: the key of every cache, chart, table and export. */
export interface View {
  readonly detector: string;
  /** All must hold. */
  readonly where: readonly Condition[];
  /** `by` is `rank`, `score`, `row`, `file`, `identical` (lines of identical flows by how many they stand for) or a field's name. Unset values come last either way, ties in rank order. */
  readonly sort: { readonly by: string; readonly descending: boolean };
  /** Whether flows that are identical (`groupIdentical`) are listed as one. Counts, charts and exports are of all flows either way. */
  readonly identical?: boolean;
}
export type Condition =
  | { readonly kind: 'equals'; readonly field: string; readonly text: string } // the cell as written in the log
  | { readonly kind: 'among'; readonly field: string; readonly texts: readonly string[] } // as `equals`, any of them; `-` is unset
  | { readonly kind: 'between'; readonly field: string; readonly from: number; readonly to: number } // both ends included
  | { readonly kind: 'noise'; readonly preset: NoisePreset } // flows that the preset does not match
  | { readonly kind: 'any'; readonly of: readonly (readonly Condition[])[] }; // all of at least one list hold

export interface Tally {
  readonly flows: number;
  readonly anomalies: number;
  /** Lines that a table can list: fewer when the log is larger than memory, or when identical flows are one. */
  readonly listed: number;
}
