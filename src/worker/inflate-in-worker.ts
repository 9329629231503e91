import { type InflateAhead, InflatedAhead } from '../core/source/inflate-ahead.ts';
import { inflateInto } from '../core/source/inflate-into.ts';
import { LentArrays } from '../core/source/lent-arrays.ts';
import type { Seal } from '../core/source/seal.ts';

/** A file to inflate, and its destination. */
interface Job {
  readonly blob: Blob;
  readonly name: string;
  readonly port: MessagePort;
  /** The seal of an earlier reading. */
  readonly seal: Seal | null;
}

/** The worker as its creator sees it. */
export interface InflaterWorker {
  postMessage(job: Job, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

/** The worker's own scope. */
export interface InflaterScope {
  postMessage(isReady: true): void;
  onmessage: ((event: MessageEvent<Job>) => unknown) | null;
}

/** Smaller files are inflated faster in place. */
const LARGE = 1 << 20;
/**
 * Milliseconds to wait for the worker, which takes about 50 ms to start. A failing worker usually reports an error
 * sooner.
 */
const PATIENCE = 1000;

/** Inflates only large files ahead. */
export function ifLarge(inflate: InflateAhead): InflateAhead {
  return async (blob, name, seal) => (blob.size < LARGE ? null : inflate(blob, name, seal));
}

/**
 * Inflates files one after another in a worker, which starts with the first file. Until the worker is ready, and after
 * it died, files are not inflated ahead. Files in progress fail when it dies.
 */
export function inflateInWorker(startWorker: () => InflaterWorker): InflateAhead {
  let worker: Promise<InflaterWorker | null> | null = null;
  /** After a timeout later files do not wait. */
  let patience = PATIENCE;
  /** The file in progress, and the next one. */
  let latest: readonly InflatedAhead[] = [];
  const onDeath = (why: string) => {
    worker = Promise.resolve(null);
    for (const inflated of latest) inflated.fail(why);
  };
  const late = async (): Promise<null> => {
    await new Promise((resolve) => setTimeout(resolve, patience));
    patience = 0;
    return null;
  };
  return async (blob, name, seal) => {
    worker ??= readyWorker(startWorker, onDeath);
    const ready = await Promise.race([worker, late()]);
    if (ready === null) return null;
    const { port1, port2 } = new MessageChannel();
    const inflated = new InflatedAhead(port1, name, seal ?? null);
    latest = [...latest.slice(-1), inflated];
    ready.postMessage({ blob, name, port: port2, seal: seal ?? null }, [port2]);
    return inflated;
  };
}

/** The worker when it is ready, null if it cannot start. */
function readyWorker(
  startWorker: () => InflaterWorker,
  onDeath: (why: string) => void,
): Promise<InflaterWorker | null> {
  return new Promise((resolve) => {
    try {
      const worker = startWorker();
      worker.onmessage = () => resolve(worker);
      worker.onerror = ({ message }) => {
        resolve(null);
        onDeath(message || 'the worker that inflated it died');
      };
    } catch {
      resolve(null); // this browser has no nested workers
    }
  });
}

/** The worker's side: inflates the files that it receives. */
export function serveInflater(scope: InflaterScope): void {
  const lent = new LentArrays();
  let before: Promise<void> = Promise.resolve();
  scope.onmessage = ({ data: { blob, name, port, seal } }) => {
    before = before.then(() => inflateInto(port, blob, name, lent, seal)).catch((error) => reportError(error));
  };
  scope.postMessage(true);
}
