import { LogError } from '../../core/errors.ts';
import type { Bug, Failure } from '../workspace/state.ts';

/** What the page says of anything that was thrown. */
export function explainError(error: unknown): Failure {
  if (error instanceof LogError) {
    return { kind: 'log', problem: { code: error.code, detail: error.detail }, causes: error.causes };
  }
  return { kind: 'bug', bug: describeBug(error) };
}

/** A report that can be copied and holds nothing of the log but what the error's own text may quote. */
function describeBug(error: unknown): Bug {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const report = [`Oddflow ${__VERSION__}`, navigator.userAgent, message, stack.replace(message, '').trim()];
  return { message, report: report.filter((line) => line !== '').join('\n') };
}

/** Whether a job was cancelled, which is no failure. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Whether what is in memory is as good as before: the log's file changed, which concerns only what is read from it again. */
export function leavesResult(error: unknown): boolean {
  return error instanceof LogError && error.code === 'changed';
}
