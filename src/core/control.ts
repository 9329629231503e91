export interface Progress {
  readonly phase: 'Reading' | 'Scoring' | 'Exporting';
  /** Name of the file at hand, empty when the phase is not about one. */
  readonly file: string;
  /** Bytes as stored (compressed bytes of a .gz); rows when the phase counts rows. */
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'rows';
  /** Rows read or scored up to now. */
  readonly rows: number;
}

/** What a long job looks at once a block: whether it is still wanted, and who hears how far it is. */
export interface Control {
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

/**
 * Lets other messages in, then throws if the job is no longer wanted. It waits for a macrotask: with resolved
 * promises alone the message that aborts would never be seen. About 20 µs.
 */
export async function checkpoint(signal: AbortSignal): Promise<void> {
  await macrotask();
  signal.throwIfAborted();
}

/** Node runs on while a port listens, so there a port listens only while somebody waits. A browser has neither method. */
interface NodePort {
  ref?(): void;
  unref?(): void;
}

const channel = new MessageChannel();
const port: MessagePort & NodePort = channel.port1;
const waiting: (() => void)[] = [];
port.onmessage = () => {
  waiting.shift()?.();
  if (waiting.length === 0) port.unref?.();
};
port.unref?.();

function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port.ref?.();
    channel.port2.postMessage(null);
  });
}
