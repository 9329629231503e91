import type { LogErrorCode } from '../../worker/api.ts';

/** Whether the error asks how to go on: reading stopped, and the user may want the log all the same. */
export function isQuestion(code: LogErrorCode): boolean {
  return code === 'mostly-skipped' || isAboutUnpacking(code);
}

/** Whether the question is if all of an archive is to be unpacked. */
export function isAboutUnpacking(code: LogErrorCode): boolean {
  return code === 'unpacks-too-large' || code === 'too-many-files';
}
