import type { Contribution, Field } from '../../worker/api.ts';
import { formatShare, formatValue } from '../parts/format.ts';

/** Features whose part in the score is worth a sentence, at most three. */
const SENTENCES = 3;
/** A feature that takes less than this share of the score is not worth one. */
const LEAST = 0.02;

/** One plain sentence for each leading feature: `resp_bytes is 2.46 MB, larger than 99.98 % of flows.` */
export function explainFlow(
  contributions: readonly Contribution[],
  score: number,
  unitOf: (feature: string) => Field['unit'],
): string[] {
  const leading = contributions.filter(({ fall }) => fall > LEAST * score).slice(0, SENTENCES);
  return leading.map(({ feature, value, unset, below, above }) => {
    const amount = unset ? 'unset, counted as 0' : formatValue(value, unitOf(feature));
    return `${feature} is ${amount}, ${comparePlace(below, above)}.`;
  });
}

/** A value's place among all flows: `larger than 99.98 % of flows`, `the largest of this log`, ... */
export function comparePlace(below: number, above: number): string {
  if (above === 0 && below === 0) return 'as in every flow';
  if (above === 0) return below > 0.5 ? 'the largest of this log' : 'as large as any';
  if (below === 0) return above > 0.5 ? 'the smallest of this log' : 'as small as any';
  return below >= above ? `larger than ${formatShare(below)} of flows` : `smaller than ${formatShare(above)} of flows`;
}

/** How much of the score is left when a feature is set to the mean, in words. */
export function describeFall(fall: number, score: number): string {
  if (score === 0) return '0 %';
  const share = fall / score;
  if (Math.abs(share) < 0.0005) return '0.0 %';
  return `${share < 0 ? '−' : ''}${(Math.abs(share) * 100).toFixed(1)} %`;
}
