import { explainProblem } from '../../words/messages.ts';
import type { Failure } from '../workspace/state.ts';

/** A failure and its remedy in one or two lines, without a bug report. */
export function tellFailure(failure: Failure): string {
  if (failure.kind === 'bug') {
    return `Something broke in the page: a fault of Oddflow, not of your log. Opening the log again may help. (${failure.bug.message})`;
  }
  const { what, next } = explainProblem(failure.problem);
  return `${what} ${next}`;
}
