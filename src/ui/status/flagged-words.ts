import { formatScore } from '../parts/format.ts';
import type { Shown } from '../workspace/state.ts';

/** Which flows are above the threshold: `top 10 %`, or `score above 2.5`. */
export function flaggedWords({ isMoved, threshold, workspace }: Shown): string {
  return isMoved ? `score above ${formatScore(threshold)}` : `top ${percentOf(workspace.model.contamination)}`;
}

/** `10 %` of 0.1, in as many digits as it has. */
export function percentOf(share: number): string {
  return `${Number((100 * share).toFixed(4))} %`;
}
