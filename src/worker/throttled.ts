import type { Progress } from '../core/control.ts';

const PAUSE = 100;

/** Passes progress on at most ten times per second. A new phase or file passes immediately. */
export function throttled(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let last = -Infinity;
  let at = '';
  return (progress) => {
    const now = performance.now();
    const step = `${progress.phase} ${progress.file}`;
    if (step === at && now - last < PAUSE) return;
    last = now;
    at = step;
    onProgress(progress);
  };
}
