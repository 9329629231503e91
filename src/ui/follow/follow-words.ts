import { explainVerdict, verdictWords } from '../../words/drift-words.ts';
import { stallWords } from '../../words/live-words.ts';
import { explainProblem } from '../../words/messages.ts';
import type { Drift, FollowUpdate } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';
import type { Following } from '../workspace/following.ts';

/** What the user should know of a followed log now; empty when all is well. The drift is the one that the Baseline dialog measures. */
export function explainFollowing(
  { blocked, status, drift, problem, turns }: FollowUpdate,
  kind: Following['kind'],
): string {
  if (blocked === 'permission') {
    return 'The browser no longer lets this page read the log, as it does after a while. New flows are missed until you allow it again.';
  }
  if (problem !== null) {
    const { what, next } = explainProblem(problem);
    return `${what} ${next}`;
  }
  if (status.isStalled) return stallWords.stalled;
  if (turns.includes('lost')) {
    return `The log was rotated. Flows written between the last look and the rotation may be missing.${kind === 'file' ? ' Follow the folder to have them too.' : ''}`;
  }
  if (drift !== null && drift.verdict !== 'alike') {
    return `Drift of the last flows: ${verdictWords[drift.verdict]}. ${explainVerdict(drift)}${mostOutside(drift)}`;
  }
  return kind === 'file'
    ? 'Flows of the last seconds before a rotation can be missed. A followed folder has them.'
    : '';
}

/** The feature with the most flows outside the box, which a user would look at first. */
function mostOutside({ features }: Drift): string {
  const [most] = features.toSorted((a, b) => b.outside - a.outside);
  return most === undefined || most.outside === 0
    ? ''
    : ` Most are outside in ${most.name} (${formatShare(most.outside)}).`;
}

/** `13:05:02` UTC, of milliseconds of the epoch. */
export function clockTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(11, 19)} UTC`;
}
