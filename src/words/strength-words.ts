import { formatCount } from '../core/number-words.ts';
import { measuredStrength } from './measured-strength.ts';

/**
 * What findings of this strength were in the logs of the evaluation. The share depends on how common attacks are, so the
 * rate without attacks follows. Empty for a strength that no finding of the evaluation had.
 */
export function strengthMeaning(points: number): string {
  const range = rangeOf(points);
  if (range === undefined) return '';
  const { from, to, findings, share, low, high, benign } = range;
  const strengths = `strength ${from} to ${to === 100 ? 100 : to - 1}`;
  const logs = `${formatCount(measuredStrength.logs)} evaluation logs with one attack each`;
  const shares = `${percent(share)} were the attack (${percent(low)} to ${percent(high)} over networks)`;
  return `Of ${formatCount(findings)} findings of ${strengths} in ${logs}, ${shares}. Logs without an attack have ${benign} of them per 100,000 flows. Measured on ${measuredStrength.date}.`;
}

function rangeOf(points: number) {
  return measuredStrength.ranges.find(
    ({ from, to }) => points >= from && (points < to || (to === 100 && points === to)),
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
