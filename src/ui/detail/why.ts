import type { Contribution, Detection, FlowDetail } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';

/** Maximum number of features with a sentence. */
const SENTENCES = 3;
/** Minimum fraction of the score for a feature with a sentence. */
const LEAST = 0.02;

/** Smaller fractions of the score are shown as 0. */
const LEAST_SHOWN = 0.0005;

/**
 * One sentence for each main feature: `resp_bytes is 2.46 MB, larger than 99.98 % of flows.` `say` formats a value of a
 * feature.
 */
export function explainFlow(
  contributions: readonly Contribution[],
  score: number,
  say: (feature: string, value: number) => string,
): string[] {
  const leading = contributions.filter(({ part }) => part > LEAST * Math.abs(score)).slice(0, SENTENCES);
  return leading.map(({ feature, value, unset, below, above }) => {
    const amount = unset ? 'unset, counted as 0' : say(feature, value);
    return `${feature} is ${amount}, ${comparePlace(below, above)}.`;
  });
}

/**
 * A value's percentile among all flows in words: `larger than 99.98 % of flows`, `the largest of this log`, `as in 60 %
 * of flows`, ...
 */
export function comparePlace(below: number, above: number): string {
  const alike = 1 - below - above;
  if (alike > 0.5) return below === 0 && above === 0 ? 'as in every flow' : `as in ${formatShare(alike)} of flows`;
  if (above === 0) return 'the largest of this log';
  if (below === 0) return 'the smallest of this log';
  return below >= above ? `larger than ${formatShare(below)} of flows` : `smaller than ${formatShare(above)} of flows`;
}

/** The same in two or three words: `the largest`, `top 0.05 %`, `lowest 3 %`, `as 60 %`. */
export function shortPlace(below: number, above: number): string {
  const same = 1 - below - above;
  if (same > 0.5) return below === 0 && above === 0 ? 'as every flow' : `as ${formatShare(same)}`;
  if (above === 0) return 'the largest';
  if (below === 0) return 'the smallest';
  return below >= above ? `top ${formatShare(1 - below)}` : `lowest ${formatShare(1 - above)}`;
}

/** A feature's contribution as a percentage of the score. */
export function describePart(part: number, score: number): string {
  if (score === 0) return '0 %';
  const share = part / Math.abs(score);
  if (Math.abs(share) < LEAST_SHOWN) return '0 %';
  return `${share < 0 ? '−' : ''}${formatShare(Math.abs(share))}`;
}

/** Whether the feature visibly lowers the score. */
export function lowers(part: number, score: number): boolean {
  return part < -LEAST_SHOWN * Math.abs(score);
}

/** The meaning of the parts in words. */
export function explainParts(
  kind: FlowDetail['kind'],
  { typical, transform, baseline }: Detection,
): { what: string; sum: string } {
  const log = transform === 'log' ? ' The score is of the logarithms, ln(1 + value).' : '';
  if (kind === 'exact')
    return { what: 'what the feature adds to the score', sum: `The parts add up to the score.${log}` };
  return {
    what: `how far the score falls when the feature is set to the ${whose(baseline)} ${usual[typical]}`,
    sum: `Each feature alone. Features act together, so the numbers need not add up.${log}`,
  };
}

/** The flows whose typical values the score compares with. */
function whose(baseline: Detection['baseline']): string {
  return baseline === null ? 'log’s' : 'baseline’s';
}

/** Name of a feature's typical value. */
export const usual: Readonly<Record<Detection['typical'], string>> = {
  mean: 'mean',
  'log-mean': 'mean of the logarithms',
  median: 'median',
};

/** Why no feature has a sentence. */
export function explainNone(kind: FlowDetail['kind'], { typical, baseline }: Detection): string {
  if (kind === 'reasons') {
    const nothing = 'Nothing remarkable in what its source, channel and pair of hosts do in this log';
    return baseline === null ? `${nothing}.` : `${nothing}, or the baseline has about as much of it.`;
  }
  if (kind === 'exact') return 'No single feature stands out: none adds 2 % to the score.';
  return `No single feature stands out: at the ${whose(baseline)} ${usual[typical]}, none would lower the score by 2 %.`;
}
