import type { Detection } from '../../worker/api.ts';
import type { Tick } from '../charts/ticks.ts';
import { formatScore, formatShare } from './format.ts';

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

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** How a score is said: what the score is in proportion to the model's threshold, or where it ranks. */
export interface ScoreScale {
  readonly detection: Detection;
  /** Score above which the share of flows lies that the model flags, also when the line was moved. */
  readonly modelThreshold: number;
  readonly flows: number;
}

/** `124 ×` where multiples say something, else `top 0.01 %`. */
export function sayScore(score: number, rank: number, { detection, modelThreshold, flows }: ScoreScale): string {
  if (hasMultiples(detection, modelThreshold)) return `${threeDigits.format(score / modelThreshold)} ×`;
  return topWords(Math.max(rank, 1) / Math.max(flows, 1));
}

/** `281 M`: a score in three digits. */
export function shortScore(score: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score)) return String(score);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return score.toExponential(1);
  const thousands = size < 999.5 ? 0 : Math.min(4, Math.floor(Math.log10(size * 1.0005) / 3));
  return `${threeDigits.format(score / 1000 ** thousands)}${['', ' k', ' M', ' G', ' T'][thousands]}`;
}

/** `280,765,337`: a score as a person reads it; small and huge ones with a power of ten. */
export function plainScore(score: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score) || size >= 1e15 || (size !== 0 && size < 1e-3)) return formatScore(score);
  return score.toLocaleString('en-US', size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 });
}
