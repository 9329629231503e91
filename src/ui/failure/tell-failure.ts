import { explainProblem } from '../messages.ts';
import type { Failure } from '../state.ts';

/** What went wrong and what to do about it, where there is room for a line or two only: a bug's report is not in it. */
export function tellFailure(failure: Failure): string {
  if (failure.kind === 'bug') return failure.bug.message;
  const { what, next } = explainProblem(failure.problem);
  return `${what} ${next}`;
}
