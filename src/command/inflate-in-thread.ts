import { parentPort, Worker } from 'node:worker_threads';
import type { InflateAhead } from '../core/source/inflate-ahead.ts';
import {
  type InflaterScope,
  type InflaterWorker,
  inflateInWorker,
  serveInflater,
} from '../worker/inflate-in-worker.ts';
import { blobOfPart, type FilePart, partOf } from './file-blob.ts';

/** A file to inflate as it is sent: a part of a file by its path, anything else as a Blob. */
type Sent = Omit<Job, 'blob'> & { readonly blob: Blob | FilePart };
type Job = Parameters<InflaterWorker['postMessage']>[0];

/** The second thread, which starts with the first large gzip file. */
export interface Inflater {
  readonly inflate: InflateAhead;
  /** Ends the thread. Later files are inflated in place. */
  readonly end: () => Promise<void>;
}

/** Inflates gzip files ahead in a second thread, as the page does. `script` is the file that calls `serveThread`. */
export function inflateInThread(script: URL): Inflater {
  let thread: Worker | null = null;
  let isEnded = false;
  const inflate = inflateInWorker(() => {
    thread = new Worker(script);
    return workerOf(thread);
  });
  return {
    inflate: async (blob, name, seal) => (isEnded ? null : inflate(blob, name, seal)),
    end: async () => {
      isEnded = true;
      await thread?.terminate();
    },
  };
}

/** The second thread's side. */
export function serveThread(): void {
  const port = parentPort;
  if (port === null) throw new Error('This is not a second thread');
  const scope: InflaterScope = { postMessage: (isReady) => port.postMessage(isReady), onmessage: null };
  let before: Promise<void> = Promise.resolve();
  port.on('message', (sent: Sent) => {
    const opened = 'path' in sent.blob ? blobOfPart(sent.blob) : Promise.resolve(sent.blob);
    before = before.then(async () => {
      scope.onmessage?.({ data: { ...sent, blob: await opened } } as MessageEvent<Job>);
    });
  });
  serveInflater(scope);
}

/** A thread of Node as a worker of a browser. */
function workerOf(thread: Worker): InflaterWorker {
  const worker: InflaterWorker = {
    postMessage: ({ blob, ...job }, transfer) => {
      thread.postMessage({ ...job, blob: partOf(blob) ?? blob }, transfer as never[]);
    },
    onmessage: null,
    onerror: null,
  };
  thread.on('message', () => worker.onmessage?.({} as MessageEvent));
  thread.on('error', ({ message }) => worker.onerror?.({ message } as ErrorEvent));
  return worker;
}
