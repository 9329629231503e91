import type { Control, Progress } from '../core/control.ts';
import { LogError } from '../core/errors.ts';
import { throttled } from './throttled.ts';

/** The control of a job that reports to the page. */
export function control(onProgress: (progress: Progress) => void, signal: AbortSignal): Control {
  return { signal, report: throttled(onProgress) };
}

/** The control of a job that is too short for progress. */
export function withoutProgress(signal: AbortSignal): Control {
  return { signal, report: () => {} };
}

/** Turns a failed allocation into a `LogError`, for which the page suggests a remedy. */
export async function explainingMemory<T>(job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    if (error instanceof RangeError && /alloc|array (buffer )?length/i.test(error.message)) {
      throw new LogError('out-of-memory', { why: error.message });
    }
    throw error;
  }
}
