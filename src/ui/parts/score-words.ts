import type { Detection } from '../../worker/api.ts';
import type { Tick } from '../charts/ticks.ts';
import { formatScore, formatShare } from './format.ts';

const multiples = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 1e4, 1e5, 1e6];

/** A score as a multiple of the model's threshold: `1.00 ×`, `124 ×`. */
export function timesWords(score: number, threshold: number): string {
  const times = score / threshold;
  if (times >= 9_999_500) return `${times.toExponential(1).replace('e+', 'e')} ×`;
  const digits = times >= 99.5 ? 0 : times >= 9.95 ? 1 : 2;
  return `${Number(times.toFixed(digits)).toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ×`;
}

/**
 * Whether scores are shown as multiples of the threshold. False for logarithmic scores and for a threshold of 0 or
 * less: these are shown by the fraction of flows above them.
 */
export function hasMultiples({ scoreScale }: Pick<Detection, 'scoreScale'>, threshold: number): boolean {
  return scoreScale === 'linear' && threshold > 0 && Number.isFinite(threshold);
}

/** Ticks at multiples of the model's threshold between two scores. */
export function timesTicks(low: number, high: number, threshold: number): Tick[] {
  return multiples.flatMap((times) => {
    const at = times * threshold;
    return at >= low && at <= high ? [{ at, label: `${times.toLocaleString('en-US')} ×` }] : [];
  });
}

/** Possible fractions of flows for ticks. */
export const tickShares = [0.5, 0.25, 0.1, 0.03, 0.01, 0.003, 0.001, 1e-4, 1e-5, 1e-6];

/** `top 10 %`. */
export function topWords(share: number): string {
  return `top ${formatShare(share)}`;
}

/**
 * Ticks at the scores that the fractions `tickShares` of flows exceed, lowest score first. Of several ticks at one
 * score the smallest fraction remains.
 */
export function topTicks(scores: readonly number[]): Tick[] {
  return scores.flatMap((at, i) =>
    Number.isFinite(at) && at !== scores[i + 1] ? [{ at, label: topWords(tickShares[i]) }] : [],
  );
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** The inputs for a score in words: as a multiple of the threshold, or by rank. */
export interface ScoreScale {
  readonly detection: Detection;
  /** Score that the contamination's fraction of flows exceed, also when the user moved the line. */
  readonly modelThreshold: number;
  readonly flows: number;
}

/** A score in the unit of the axis of scores: `124 ×` if multiples are meaningful, otherwise the raw score. */
export function scoreOnAxis(score: number, { detection, modelThreshold }: Omit<ScoreScale, 'flows'>): string {
  return hasMultiples(detection, modelThreshold) ? timesWords(score, modelThreshold) : formatScore(score);
}

/** A range of scores in words, in the unit of the axis: `score 3.05 × – 12.4 ×`, `score from 3.05 ×`. */
export function scoreRangeWords(from: number, to: number, scale: Omit<ScoreScale, 'flows'>): string {
  const [low, high] = [from, to].map((score) => scoreOnAxis(score, scale));
  if (from === -Infinity) return to === Infinity ? 'any score' : `score below ${high}`;
  return to === Infinity ? `score from ${low}` : `score ${low} – ${high}`;
}

/** `124 ×` if multiples are meaningful, otherwise `top 0.01 %`. */
export function sayScore(score: number, rank: number, { detection, modelThreshold, flows }: ScoreScale): string {
  if (hasMultiples(detection, modelThreshold)) return `${threeDigits.format(score / modelThreshold)} ×`;
  return topWords(Math.max(rank, 1) / Math.max(flows, 1));
}

/** A score with three digits: `281 M`. */
export function shortScore(score: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score)) return String(score);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return score.toExponential(1);
  const thousands = size < 999.5 ? 0 : Math.min(4, Math.floor(Math.log10(size * 1.0005) / 3));
  return `${threeDigits.format(score / 1000 ** thousands)}${['', ' k', ' M', ' G', ' T'][thousands]}`;
}

/** A score in full: `280,765,337`. Small and huge scores have a power of ten. */
export function plainScore(score: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score) || size >= 1e15 || (size !== 0 && size < 1e-3)) return formatScore(score);
  return score.toLocaleString('en-US', size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 });
}
