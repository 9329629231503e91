import type { RankedRows } from './ranking.ts';

/** Counts per score bin. `edges` has one more entry than `counts`; `counts` include the anomalies. */
export interface ScoreHistogram {
  readonly scale: 'log' | 'linear';
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly anomalies: readonly number[];
}

/** Scores are binned by their logarithm if the highest is more than this multiple of the lowest. */
const LOG_SPAN = 10;

/**
 * Counts ranked rows in `bins` bins of equal width between the lowest and the highest score of the run. Costs as much
 * as counting at the edges.
 */
export function binScores(
  ranked: RankedRows,
  range: readonly [number, number],
  threshold: number,
  bins: number,
): ScoreHistogram {
  const { scale, edges } = scaleScores(range, bins);
  // Flows at or above each edge. A bin includes its lower edge; the last bin includes both.
  const atLeast = [ranked.length, ...ranked.countAtLeast(edges.slice(1, -1)), 0];
  const above = ranked.countAbove(threshold);
  return {
    scale,
    edges,
    counts: edges.slice(1).map((_, bin) => atLeast[bin] - atLeast[bin + 1]),
    anomalies: edges.slice(1).map((_, bin) => Math.min(above, atLeast[bin]) - Math.min(above, atLeast[bin + 1])),
  };
}

/** The edges of the score bins, and whether they are equal in the score or in its logarithm. */
export type ScoreScale = Pick<ScoreHistogram, 'scale' | 'edges'>;

/** Bins of equal width from the lowest to the highest score. */
export function scaleScores([min, max]: readonly [number, number], bins: number): ScoreScale {
  const scale = min > 0 && max / min > LOG_SPAN ? 'log' : 'linear';
  const to = scale === 'log' ? Math.log10 : (value: number) => value;
  const from = scale === 'log' ? (value: number) => 10 ** value : (value: number) => value;
  const half = min === max ? 0.5 : 0; // a single value needs a bin of some width
  const low = to(min) - half;
  const step = (to(max) + half - low) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, i) => from(low + i * step));
  if (half === 0) {
    edges[0] = min;
    edges[bins] = max;
  }
  return { scale, edges };
}
