import { type InflateAhead, InflatedAhead } from '../core/source/inflate-ahead.ts';
import { inflateInto } from '../core/source/inflate-into.ts';
import { LentArrays } from '../core/source/lent-arrays.ts';

/** A file to be inflated, and where to. */
interface Job {
  readonly blob: Blob;
  readonly name: string;
  readonly port: MessagePort;
}

/** What a `Worker` is to the one who started it. */
export interface InflaterWorker {
  postMessage(job: Job, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

/** What the worker is to itself. */
export interface InflaterScope {
  postMessage(isReady: true): void;
  onmessage: ((event: MessageEvent<Job>) => unknown) | null;
}

/** Smaller files are inflated sooner than handed over. */
const LARGE = 1 << 20;

/**
 * Starts a worker that inflates large files, one after another. Until it says that it is there, and after it died, and where it
 * cannot be started, nothing is inflated ahead. The files that it has when it dies fail.
 */
export function inflateInWorker(startWorker: () => InflaterWorker, large = LARGE): InflateAhead {
  let worker: InflaterWorker | null = null;
  /** The one that is being read, and the next. */
  let latest: readonly InflatedAhead[] = [];
  try {
    const started = startWorker();
    started.onmessage = () => {
      worker = started;
    };
    started.onerror = ({ message }) => {
      worker = null;
      for (const inflated of latest) inflated.fail(message || 'the worker that inflated it died');
    };
  } catch {
    // A browser without workers in workers: the engine inflates by itself.
  }
  return (blob, name) => {
    if (worker === null || blob.size < large) return null;
    const { port1, port2 } = new MessageChannel();
    const inflated = new InflatedAhead(port1, name);
    latest = [...latest.slice(-1), inflated];
    worker.postMessage({ blob, name, port: port2 }, [port2]);
    return inflated;
  };
}

/** The worker's side. */
export function serveInflater(scope: InflaterScope): void {
  const lent = new LentArrays();
  let before: Promise<void> = Promise.resolve();
  scope.onmessage = ({ data: { blob, name, port } }) => {
    before = before.then(() => inflateInto(port, blob, name, lent)).catch((error) => reportError(error));
  };
  scope.postMessage(true);
}
