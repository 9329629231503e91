import type { Contribution } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';

/** Features whose part in the score is worth a sentence, at most three. */
const SENTENCES = 3;
/** A feature that takes less than this share of the score is not worth one. */
const LEAST = 0.02;

/** What is less than this share of the score is shown as none of it. */
const LEAST_SHOWN = 0.0005;

/**
 * One plain sentence for each leading feature: `resp_bytes is 2.46 MB, larger than 99.98 % of flows.` `say` puts a value
 * of a feature in words.
 */
export function explainFlow(
  contributions: readonly Contribution[],
  score: number,
  say: (feature: string, value: number) => string,
): string[] {
  const leading = contributions.filter(({ fall }) => fall > LEAST * score).slice(0, SENTENCES);
  return leading.map(({ feature, value, unset, below, above }) => {
    const amount = unset ? 'unset, counted as 0' : say(feature, value);
    return `${feature} is ${amount}, ${comparePlace(below, above)}.`;
  });
}

/** A value's place among all flows: `larger than 99.98 % of flows`, `the largest of this log`, `as in 60 % of flows`, ... */
export function comparePlace(below: number, above: number): string {
  const alike = 1 - below - above;
  if (alike > 0.5) return below === 0 && above === 0 ? 'as in every flow' : `as in ${formatShare(alike)} of flows`;
  if (above === 0) return 'the largest of this log';
  if (below === 0) return 'the smallest of this log';
  return below >= above ? `larger than ${formatShare(below)} of flows` : `smaller than ${formatShare(above)} of flows`;
}

/** How much of the score is left when a feature is set to the mean, in words. */
export function describeFall(fall: number, score: number): string {
  if (score === 0) return '0 %';
  const share = fall / score;
  if (Math.abs(share) < LEAST_SHOWN) return '0.0 %';
  return `${share < 0 ? '−' : ''}${(Math.abs(share) * 100).toFixed(1)} %`;
}

/** Whether the score would rise, not fall, at the log's mean, by as much as is shown. */
export function isRise(fall: number, score: number): boolean {
  return fall < -LEAST_SHOWN * score;
}
