import { stallWords } from '../../words/live-words.ts';
import { explainProblem } from '../../words/messages.ts';
import type { FollowUpdate } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';

/** What the user should know of a followed log now; empty when all is well. */
export function explainFollowing({ blocked, status, drift, problem, turns }: FollowUpdate): string {
  if (blocked === 'permission') {
    return 'The browser no longer lets this page read the file, as it does after a while. New flows are missed until you allow it again.';
  }
  if (problem !== null) {
    const { what, next } = explainProblem(problem);
    return `${what} ${next}`;
  }
  if (status.isStalled) return stallWords.stalled;
  if (turns.includes('lost')) {
    return 'The log was rotated. Flows written between the last look and the rotation may be missing.';
  }
  if (drift !== null && drift.verdict !== 'alike') {
    return `The model is getting old: ${formatShare(drift.outside)} of the last flows are outside what it was fitted to.`;
  }
  return '';
}

/** `13:05:02` UTC, of milliseconds of the epoch. */
export function clockTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(11, 19)} UTC`;
}
