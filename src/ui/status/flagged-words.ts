import { formatScore } from '../parts/format.ts';
import type { Shown } from '../workspace/state.ts';

/** The flows above the threshold: `top 10 %`, or `score above 2.5`. */
export function flaggedWords({ isMoved, threshold, workspace }: Shown): string {
  return isMoved ? `score above ${formatScore(threshold)}` : `top ${percentOf(workspace.model.contamination)}`;
}

/** A fraction as a percentage, with all its digits: `10 %` for 0.1. */
export function percentOf(share: number): string {
  return `${Number((100 * share).toFixed(4))} %`;
}
