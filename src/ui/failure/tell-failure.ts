import { explainProblem } from '../messages.ts';
import type { Failure } from '../workspace/state.ts';

/** What went wrong and what to do about it, where there is room for a line or two only: a bug's report is not in it. */
export function tellFailure(failure: Failure): string {
  if (failure.kind === 'bug') {
    return `Something broke in the page: a fault of Oddflow, not of your log. Opening the log again may help. (${failure.bug.message})`;
  }
  const { what, next } = explainProblem(failure.problem);
  return `${what} ${next}`;
}
