import { LogError } from '../../core/errors.ts';
import type { Bug, Failure } from '../workspace/state.ts';

/** The message for any thrown value. */
export function explainError(error: unknown): Failure {
  if (error instanceof LogError) {
    return { kind: 'log', problem: { code: error.code, detail: error.detail }, causes: error.causes };
  }
  return { kind: 'bug', bug: describeBug(error) };
}

/** A report to copy. It contains nothing of the log except quotes in the error's own text. */
function describeBug(error: unknown): Bug {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const report = [`Oddflow ${__VERSION__}`, navigator.userAgent, message, stack.replace(message, '').trim()];
  return { message, report: report.filter((line) => line !== '').join('\n') };
}

/** Whether a job was cancelled, which is not a failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Whether the result in memory is still valid after a question failed: only a lost or full engine ends it. */
export function leavesResult(error: unknown): boolean {
  return !(error instanceof LogError && (error.code === 'engine-lost' || error.code === 'out-of-memory'));
}
