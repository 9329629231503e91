import type { RankedRows } from './ranking.ts';

/** `edges` has one more entry than `counts`; anomalies are part of the counts. */
export interface ScoreHistogram {
  readonly scale: 'log' | 'linear';
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly anomalies: readonly number[];
}

/** Scores that span more than this many times the smallest are binned by their logarithm. */
const LOG_SPAN = 10;

/**
 * How the scores of `ranked` spread over `bins` equal steps from the run's lowest score to its highest. Costs what counting
 * at the edges costs.
 */
export function binScores(
  ranked: RankedRows,
  range: readonly [number, number],
  threshold: number,
  bins: number,
): ScoreHistogram {
  const { scale, edges } = scaleScores(range, bins);
  // Flows at or above each edge: a bin takes its lower edge in, the last one both.
  const atLeast = [ranked.length, ...ranked.countAtLeast(edges.slice(1, -1)), 0];
  const above = ranked.countAbove(threshold);
  return {
    scale,
    edges,
    counts: edges.slice(1).map((_, bin) => atLeast[bin] - atLeast[bin + 1]),
    anomalies: edges.slice(1).map((_, bin) => Math.min(above, atLeast[bin]) - Math.min(above, atLeast[bin + 1])),
  };
}

/** How scores are cut into bins. */
export type ScoreScale = Pick<ScoreHistogram, 'scale' | 'edges'>;

/** Equal steps from the lowest score to the highest. */
export function scaleScores([min, max]: readonly [number, number], bins: number): ScoreScale {
  const scale = min > 0 && max / min > LOG_SPAN ? 'log' : 'linear';
  const to = scale === 'log' ? Math.log10 : (value: number) => value;
  const from = scale === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const half = min === max ? 0.5 : 0; // a single value still needs a bin to stand in
  const low = to(min) - half;
  const step = (to(max) + half - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => from(low + i * step));
  if (half === 0) {
    edges[0] = min;
    edges[bins] = max;
  }
  return { scale, edges };
}
