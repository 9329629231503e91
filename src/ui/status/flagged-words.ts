import { formatScore } from '../parts/format.ts';
import { flaggedShare, topWords } from '../parts/score-words.ts';
import type { Shown } from '../workspace/state.ts';

/** The flows above the threshold: `top 10 %`, or `score above 2.5`. */
export function flaggedWords({ isMoved, threshold, run, workspace }: Shown): string {
  return isMoved ? `score above ${formatScore(threshold)}` : topWords(flaggedShare(run, workspace.model.contamination));
}
