import type { Detection } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** How a score is said: what the score is in proportion to the model's threshold, or where it ranks. */
export interface ScoreScale {
  readonly detection: Detection;
  /** Score above which the share of flows lies that the model flags, also when the line was moved. */
  readonly modelThreshold: number;
  readonly flows: number;
}

/** `124 ×` for a detector whose scores are proportional, else `top 0.01 %`. */
export function sayScore(score: number, rank: number, { detection, modelThreshold, flows }: ScoreScale): string {
  if (isLinear(detection) && modelThreshold > 0 && Number.isFinite(modelThreshold)) {
    return `${threeDigits.format(score / modelThreshold)} ×`;
  }
  return `top ${formatShare(Math.max(rank, 1) / Math.max(flows, 1))}`;
}

/** Whether twice the score means twice as far from what is usual: distances from a model's components, without logarithms. */
export function isLinear({ transform, components }: Pick<Detection, 'transform' | 'components'>): boolean {
  return transform === 'none' && components.length > 0;
}

/** `281 M`: a score in three digits. */
export function shortScore(score: number): string {
  const size = Math.abs(score);
  if (!Number.isFinite(score)) return String(score);
  if (size !== 0 && (size < 1e-3 || size >= 1e15)) return score.toExponential(1);
  const thousands = size < 999.5 ? 0 : Math.min(4, Math.floor(Math.log10(size * 1.0005) / 3));
  return `${threeDigits.format(score / 1000 ** thousands)}${['', ' k', ' M', ' G', ' T'][thousands]}`;
}
