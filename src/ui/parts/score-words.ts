import type { Detection, Tally } from '../../worker/api.ts';
import type { Tick } from '../charts/ticks.ts';
import { besideMarks, type Mark, numberIn } from './beside-mark.ts';
import { formatScore, formatShare } from './format.ts';
import { numberText } from './number-text.ts';

const multiples = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 1e4, 1e5, 1e6];

/**
 * A score as a multiple of the model's threshold, with at least three digits: `1.00 ×`, `124 ×`. With more digits if it
 * would read as the threshold: `1.0004 ×`.
 */
export function timesWords(score: number, threshold: number): string {
  const mark = { value: threshold, text: timesText(1, 3) };
  return besideMarks(score, [mark], (digits) => timesText(score / threshold, digits));
}

function timesText(times: number, digits: number): string {
  if (times >= 9_999_500) return `${times.toExponential(digits - 2).replace('e+', 'e')} ×`;
  const whole = Math.max(1, Math.floor(Math.log10(Math.max(times, 0.1) * 1.005)) + 1);
  const decimals =
    times < 0.095 ? Math.min(20, digits - 1 - Math.floor(Math.log10(times))) : Math.max(0, digits - whole);
  const all = Number.isFinite(decimals) ? decimals : 2;
  return `${numberText(times, { minimumFractionDigits: all, maximumFractionDigits: all })} ×`;
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

/**
 * The fraction of flows that the threshold flags: the contamination if it is met to within one flow, otherwise the
 * fraction above. Flows with one score are flagged together or not at all, so a contamination is not always met.
 */
export function flaggedShare(
  { flows, anomalies }: Pick<Tally, 'flows' | 'anomalies'>,
  contamination: number | null,
): number {
  if (contamination !== null && Math.abs(anomalies - contamination * flows) <= 1) return contamination;
  return flows === 0 ? 0 : anomalies / flows;
}

/** Decimals of a percentage beyond the usual two. */
const MORE_DECIMALS = [3, 4, 5, 6, 7];

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

/** The inputs for a score in words: as a multiple of the threshold, or by rank. */
export interface ScoreScale {
  readonly detection: Detection;
  /** Score that the contamination's fraction of flows exceed, also when the user moved the line. */
  readonly modelThreshold: number;
  /** The threshold on screen. */
  readonly threshold: number;
  readonly flows: number;
  /** The fraction of flows above the threshold, as the button Flag shows it. */
  readonly flagged: number;
}

/** What the axis of scores needs of a result. */
export interface AxisScale extends Pick<ScoreScale, 'detection' | 'modelThreshold'> {
  /** The threshold on screen, if the side of it shall show. */
  readonly threshold?: number;
}

/** A score on the axis. */
export interface AxisScore {
  readonly score: number;
  /** The fraction of the run's flows that score at least as high, null while it is unknown. */
  readonly share: number | null;
}

/** A range of scores in words, in the unit of the axis: `score 3.05 × – 12.4 ×`, `score from top 3 %`. */
export function scoreRangeWords(from: AxisScore, to: AxisScore, scale: AxisScale): string {
  const [low, high] = onAxis([from, to], scale);
  if (from.score === -Infinity) return to.score === Infinity ? 'any score' : `score below ${high}`;
  return to.score === Infinity ? `score from ${low}` : `score ${low} – ${high}`;
}

/**
 * Scores in the unit of the axis of scores: `124 ×` if multiples are meaningful, otherwise `top 3 %`. Fractions that
 * differ read differently. Raw scores if the fractions are unknown.
 */
export function onAxis(
  scores: readonly AxisScore[],
  { detection, modelThreshold, threshold = modelThreshold }: AxisScale,
): readonly string[] {
  if (!hasMultiples(detection, modelThreshold)) {
    const shares = scores.flatMap(({ share }) => share ?? []);
    if (shares.length === scores.length) return distinctShares(shares);
    return scores.map(({ score }) => beside(score, threshold, (value, digits) => formatScore(value, digits + 1)));
  }
  const marks = marksOf(modelThreshold, threshold);
  return scores.map(({ score }) => besideMarks(score, marks, (digits) => timesText(score / modelThreshold, digits)));
}

/** `top 3 %` per fraction, with as many decimals as it takes to tell different fractions apart. */
function distinctShares(shares: readonly number[]): readonly string[] {
  const different = new Set(shares).size;
  const exact = MORE_DECIMALS.map((decimals) => (share: number) => `top ${Number((100 * share).toFixed(decimals))} %`);
  const tried = [topWords, ...exact].map((words) => shares.map(words));
  return tried.find((texts) => new Set(texts).size === different) ?? tried[tried.length - 1];
}

function marksOf(modelThreshold: number, threshold: number): Mark[] {
  return [modelThreshold, threshold].map((value) => ({ value, text: timesWords(value, modelThreshold) }));
}

/**
 * `124 ×` if multiples are meaningful, otherwise `top 0.01 %`. It has the digits that tell it from the thresholds: the
 * text of a flow above the threshold never reads as one below it, nor the other way round.
 */
export function sayScore(score: number, rank: number, scale: ScoreScale): string {
  const { detection, modelThreshold, threshold } = scale;
  if (!hasMultiples(detection, modelThreshold)) return sayPlace(score, rank, scale);
  return besideMarks(
    score,
    marksOf(modelThreshold, threshold),
    (digits) => `${significant(score / modelThreshold, digits)} ×`,
  );
}

/**
 * `top 0.01 %`: the smallest fraction of the highest flows that includes the flow. A flow above the threshold is in the
 * fraction of flagged flows, and another one is not.
 */
export function sayPlace(score: number, rank: number, { threshold, flows, flagged }: ScoreScale): string {
  const share = Math.max(rank, 1) / Math.max(flows, 1);
  const mark = topWords(flagged);
  const isAbove = score > threshold;
  const isRight = (text: string) => (isAbove ? numberIn(text) <= numberIn(mark) : numberIn(text) > numberIn(mark));
  const more = MORE_DECIMALS.map((decimals) => `top ${Number((100 * share).toFixed(decimals))} %`);
  return [topWords(share), ...more].find(isRight) ?? (isAbove ? mark : `> ${mark}`);
}

/** A score with three digits: `281 M`. With more if it would read as the threshold. */
export function shortScore(score: number, threshold?: number): string {
  return beside(score, threshold, shortText);
}

function shortText(score: number, digits: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score)) return String(score);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return score.toExponential(digits - 2);
  const thousands = size < 999.5 ? 0 : Math.min(4, Math.floor(Math.log10(size * 1.0005) / 3));
  return `${significant(score / 1000 ** thousands, digits)}${['', ' k', ' M', ' G', ' T'][thousands]}`;
}

/**
 * A score in full: `280,765,337`. Small and huge scores have a power of ten. More digits if it would read as the
 * threshold.
 */
export function plainScore(score: number, threshold?: number): string {
  return beside(score, threshold, plainText);
}

function plainText(score: number, digits: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score) || size >= 1e15 || (size !== 0 && size < 1e-3)) return formatScore(score, digits + 1);
  return size >= 1000 ? numberText(score, { maximumFractionDigits: digits - 3 }) : significant(score, digits + 1);
}

function beside(
  score: number,
  threshold: number | undefined,
  textOf: (score: number, digits: number) => string,
): string {
  const marks = threshold === undefined ? [] : [{ value: threshold, text: textOf(threshold, 3) }];
  return besideMarks(score, marks, (digits) => textOf(score, digits));
}

function significant(value: number, digits: number): string {
  return numberText(value, { maximumSignificantDigits: digits });
}
