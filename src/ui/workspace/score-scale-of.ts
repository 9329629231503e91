import { flaggedShare, type ScoreScale } from '../parts/score-words.ts';
import type { Shown } from './state.ts';

/** How the scores of a result are said, in the table and in panels. */
export function scoreScaleOf({ detection, modelThreshold, threshold, isMoved, run, workspace }: Shown): ScoreScale {
  const flagged = flaggedShare(run, isMoved ? null : workspace.model.contamination);
  return { detection, modelThreshold, threshold, flows: run.flows, flagged };
}
