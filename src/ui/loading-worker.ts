import type { EngineWorker } from './engine-client.ts';

/**
 * A worker that can be used before its script is loaded: it queues messages and listeners. If loading fails, `error`
 * listeners receive the reason.
 */
export function loadingWorker(loaded: Promise<() => EngineWorker>): EngineWorker {
  const waiting: ((worker: EngineWorker) => void)[] = [];
  const events = new EventTarget();
  let worker: EngineWorker | null = null;
  let isEnded = false;

  const later = (step: (worker: EngineWorker) => void) => {
    if (worker === null) waiting.push(step);
    else step(worker);
  };
  const begin = (start: () => EngineWorker) => {
    if (isEnded) return;
    worker = start();
    for (const step of waiting.splice(0)) step(worker);
  };
  loaded.then(begin).catch((error: Error) => {
    events.dispatchEvent(Object.assign(new Event('error'), { error, message: error.message }));
  });

  return {
    get isLoading() {
      return worker === null;
    },
    postMessage: (message, transfer = []) => later((to) => to.postMessage(message, transfer)),
    addEventListener(type, listener, options) {
      if (type === 'error') events.addEventListener(type, listener, options);
      later((to) => to.addEventListener(type, listener, options));
    },
    removeEventListener(type, listener, options) {
      events.removeEventListener(type, listener, options);
      later((to) => to.removeEventListener(type, listener, options));
    },
    terminate() {
      isEnded = true;
      worker?.terminate();
    },
  };
}
