import { LogError } from '../core/errors.ts';

/** The error for a file that cannot be read, from the error of the system. An error without a code is a bug and is returned as it is. */
export function unreadable(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || error instanceof LogError) return error;
  return new LogError('unreadable', { file: path, why: message, errno: code });
}
