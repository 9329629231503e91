/**
 * What the rows of a table stand for that has only some flows of a log, by row: the flow of the row and those of the same
 * channel that follow it, up to the channel's next row. The sums over all rows are those of the log. 56 bytes per row.
 */
export interface Represented {
  readonly flows: Uint32Array;
  readonly failed: Uint32Array;
  /** Flows that sent data. */
  readonly withData: Uint32Array;
  /** Payload bytes sent and received, and seconds: sums over the flows. */
  readonly sent: Float64Array;
  readonly received: Float64Array;
  readonly seconds: Float64Array;
  /** Duration of the longest flow in seconds. */
  readonly longest: Float32Array;
  /** First and last start in epoch seconds. NaN when no flow has a time. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** The number of flows of a table. */
export function flowsIn({
  rows,
  represents,
}: {
  readonly rows: number;
  readonly represents: Represented | null;
}): number {
  return represents === null ? rows : represents.flows.reduce((sum, flows) => sum + flows, 0);
}
