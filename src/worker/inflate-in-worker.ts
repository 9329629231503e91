import { type InflateAhead, InflatedAhead } from '../core/source/inflate-ahead.ts';
import { inflateInto } from '../core/source/inflate-into.ts';
import { LentArrays } from '../core/source/lent-arrays.ts';
import type { Seal } from '../core/source/seal.ts';

/** A file to be inflated, and where to. */
interface Job {
  readonly blob: Blob;
  readonly name: string;
  readonly port: MessagePort;
  /** Of an earlier reading. */
  readonly seal: Seal | null;
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
/** A worker takes some 50 ms to start; one that cannot is mostly told sooner than this, in milliseconds. */
const PATIENCE = 1000;

/** Leaves small files to the engine. */
export function ifLarge(inflate: InflateAhead): InflateAhead {
  return async (blob, name, seal) => (blob.size < LARGE ? null : inflate(blob, name, seal));
}

/**
 * Inflates files, one after another, in a worker that is started for the first of them. Until it says that it is there, and
 * after it died, nothing is inflated ahead. The files that it has when it dies fail.
 */
export function inflateInWorker(startWorker: () => InflaterWorker): InflateAhead {
  let worker: Promise<InflaterWorker | null> | null = null;
  /** Who waited in vain does not wait again. */
  let patience = PATIENCE;
  /** The one that is being read, and the next. */
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

/** The worker, once it says that it is there; null when it cannot be. */
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
      resolve(null); // a browser without workers in workers
    }
  });
}

/** The worker's side. */
export function serveInflater(scope: InflaterScope): void {
  const lent = new LentArrays();
  let before: Promise<void> = Promise.resolve();
  scope.onmessage = ({ data: { blob, name, port, seal } }) => {
    before = before.then(() => inflateInto(port, blob, name, lent, seal)).catch((error) => reportError(error));
  };
  scope.postMessage(true);
}
