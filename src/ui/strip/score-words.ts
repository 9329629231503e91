import type { Detection } from '../../worker/api.ts';
import type { Tick } from '../charts/ticks.ts';
import { formatShare } from '../parts/format.ts';

const multiples = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 1e4, 1e5, 1e6];

/** A score beside the threshold of the model: `1.00 ×`, `124 ×`. */
export function timesWords(score: number, threshold: number): string {
  const times = score / threshold;
  if (times >= 9_999_500) return `${times.toExponential(1).replace('e+', 'e')} ×`;
  const digits = times >= 99.5 ? 0 : times >= 9.95 ? 1 : 2;
  return `${Number(times.toFixed(digits)).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ×`;
}

/**
 * Whether scores are said as times the threshold. Twice a logarithm says nothing, and a threshold of 0 or less has no multiples:
 * then they are said by the share of flows above them.
 */
export function hasMultiples({ scoreScale }: Pick<Detection, 'scoreScale'>, threshold: number): boolean {
  return scoreScale === 'linear' && threshold > 0 && Number.isFinite(threshold);
}

/** Ticks at multiples of the threshold of the model that lie between two scores. */
export function timesTicks(low: number, high: number, threshold: number): Tick[] {
  return multiples.flatMap((times) => {
    const at = times * threshold;
    return at >= low && at <= high ? [{ at, label: `${times.toLocaleString('en-US')} ×` }] : [];
  });
}

/** Shares of flows that a tick may stand for. */
export const tickShares = [0.5, 0.25, 0.1, 0.03, 0.01, 0.003, 0.001, 1e-4, 1e-5, 1e-6];

/** `top 10 %`. */
export function topWords(share: number): string {
  return `top ${formatShare(share)}`;
}

/** Ticks at the scores above which given shares of the flows lie, lowest score first. Of one score the smaller share is said. */
export function topTicks(scores: readonly number[]): Tick[] {
  return scores.flatMap((at, i) =>
    Number.isFinite(at) && at !== scores[i + 1] ? [{ at, label: topWords(tickShares[i]) }] : [],
  );
}
