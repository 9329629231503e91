export interface Progress {
  readonly phase: 'Unpacking' | 'Reading' | 'Scoring' | 'Scoring again' | 'Sorting' | 'Exporting';
  /** Name of the file at hand, empty when the phase is not about one. */
  readonly file: string;
  /** Bytes as stored (compressed bytes of a .gz); rows when the phase counts rows. */
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'rows';
  /** Rows read or scored up to now. */
  readonly rows: number;
}

/** Control of a long job, checked once per block: its abort signal, and a function that receives its progress. */
export interface Control {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/** The signal of a job that cannot be cancelled. */
export const neverAborted = new AbortController().signal;

/**
 * Lets other messages in, then throws if the job is no longer wanted. It waits for a macrotask: with resolved
 * promises alone the message that aborts would never be seen. About 20 µs.
 */
export async function checkpoint(signal: AbortSignal): Promise<void> {
  await macrotask();
  signal.throwIfAborted();
}

/**
 * Milliseconds that a job may work between two checkpoints: half a frame, so that a window of rows is there in a whole
 * one.
 */
const TURN = 8;

/** A clock for a loop of unequal steps: it says true at once, then whenever 8 ms have gone by since it last did. */
export function turns(): () => boolean {
  let last = -Infinity;
  return () => {
    const now = performance.now();
    if (now - last < TURN) return false;
    last = now;
    return true;
  };
}

/** A pause for a loop of short steps: a checkpoint when 8 ms have gone by since the last one, otherwise nothing. */
export function whenDue(signal: AbortSignal): () => Promise<void> {
  const isDue = turns();
  return async () => {
    if (isDue()) await checkpoint(signal);
  };
}

/** Node has a call for it. A channel in Node would deliver a thousand messages before it yields. */
const { setImmediate } = globalThis as { setImmediate?: (resume: () => void) => void };

const macrotask: () => Promise<void> =
  setImmediate === undefined ? throughChannel() : () => new Promise((resolve) => setImmediate(resolve));

/** A message to oneself is a macrotask at once, where a timer of 0 ms takes 4. */
function throughChannel(): () => Promise<void> {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
}
