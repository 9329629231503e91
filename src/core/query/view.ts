import type { Predicate } from '../selection/predicate.ts';

/** A selection of flows and their order. Plain data: the key of caches, charts, tables and exports. */
export interface View {
  readonly detector: string;
  /** A flow has to meet all of these. */
  readonly where: readonly Predicate[];
  /**
   * `by` is `rank`, `score`, `row`, `file`, `identical` (lines by their number of flows) or a field name. Unset values
   * come last in both directions. Ties are in rank order.
   */
  readonly sort: { readonly by: string; readonly descending: boolean };
  /** How flows are grouped into lines. Counts, charts and exports ignore it. */
  readonly group?: Grouping;
  /** Ids of findings whose flows keep lines of their own when grouped by finding. */
  readonly opened?: readonly string[];
}

/**
 * `identical`: flows with equal source, destination, protocol, service and state, for any port. `port`: flows with
 * equal source, destination, port, protocol and state. `finding`: flows of the
 * same finding. A flow of several findings belongs to the strongest; a flow without a finding keeps its own line.
 */
export type Grouping = 'none' | 'identical' | 'port' | 'finding';

/** The grouping of a view. */
export function groupingOf({ group = 'none' }: View): Grouping {
  return group;
}

/** Counts of a view: flows, flows above the threshold, and lines. */
export interface Tally {
  readonly flows: number;
  readonly anomalies: number;
  /** Lines that a table can list: fewer when the log is larger than memory, or when several flows are one line. */
  readonly listed: number;
}
