/**
 * Opacity of the text colour over the mark colour of a cell. A cell with one flow has the mark colour: 3:1 with the
 * background.
 */
export function flowDepth(flows: number, most: number): number {
  return 0.85 * logShare(flows, most);
}

/** Opacity of the anomalies of a cell: lower if they are a small fraction of its flows. */
export function anomalyShade(anomalies: number, flows: number, most: number): number {
  return Math.max(0.75, Math.min(1, anomalies / flows), 0.6 * logShare(anomalies, most));
}

/** The largest count, at least 1. */
export function fullest(counts: Uint32Array): number {
  return counts.reduce((most, count) => Math.max(most, count), 1);
}

function logShare(count: number, most: number): number {
  return most <= 1 ? 0 : Math.log(count) / Math.log(most);
}
