import type { Control, Progress } from './control.ts';

/**
 * A long job that runs once for several callers. All of them receive its progress. It is cancelled when every caller
 * has cancelled, and its result is kept. After a failure or a cancel the next caller starts it again.
 */
export function sharedJob<Result>(work: (control: Control) => Promise<Result>): (control: Control) => Promise<Result> {
  let running: { readonly result: Promise<Result>; readonly waiting: Set<Control>; readonly stop: () => void } | null =
    null;

  function start() {
    const stop = new AbortController();
    const waiting = new Set<Control>();
    const report = (progress: Progress) => {
      for (const one of waiting) one.report(progress);
    };
    const job = { result: work({ signal: stop.signal, report }), waiting, stop: () => stop.abort() };
    job.result.catch(() => {
      if (running === job) running = null;
    });
    return job;
  }

  return async (control) => {
    control.signal.throwIfAborted();
    running ??= start();
    const job = running;
    job.waiting.add(control);
    return new Promise<Result>((resolve, reject) => {
      const leave = () => {
        job.waiting.delete(control);
        if (job.waiting.size === 0 && running === job) {
          running = null;
          job.stop();
        }
        reject(control.signal.reason);
      };
      control.signal.addEventListener('abort', leave, { once: true });
      job.result.then(resolve, reject).finally(() => {
        job.waiting.delete(control);
        control.signal.removeEventListener('abort', leave);
      });
    });
  };
}
