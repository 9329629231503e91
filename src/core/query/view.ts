import type { Predicate } from '../selection/predicate.ts';

/** Which flows, in which order. Plain data: the key of every cache, chart, table and export. */
export interface View {
  readonly detector: string;
  /** All must hold. */
  readonly where: readonly Predicate[];
  /** `by` is `rank`, `score`, `row`, `file`, `identical` (lines by how many flows they stand for) or a field's name. Unset values come last either way, ties in rank order. */
  readonly sort: { readonly by: string; readonly descending: boolean };
  /** Whether flows that are the same, the port included (`groupIdentical`), are one line. */
  readonly identical?: boolean;
  /** Which flows are one line. Counts, charts and exports are of all flows either way. */
  readonly group?: Grouping;
  /** Findings whose flows are lines of their own when they are grouped by finding. */
  readonly opened?: readonly string[];
}

/**
 * `identical`: flows with the same source, destination, protocol, service and state, whatever their ports. `finding`: flows of the
 * same finding; a flow of several belongs to the strongest, and one of none is a line of its own.
 */
export type Grouping = 'none' | 'identical' | 'finding';

/** How the lines of a view are grouped; `port`: as `identical`, and only flows to the same port. */
export function groupingOf({ identical, group }: View): Grouping | 'port' {
  return group ?? (identical === true ? 'port' : 'none');
}

export interface Tally {
  readonly flows: number;
  readonly anomalies: number;
  /** Lines that a table can list: fewer when the log is larger than memory, or when several flows are one line. */
  readonly listed: number;
}
