import { type TransferHandler, transferHandlers } from 'comlink';
import { LogError, type LogErrorCode, type LogErrorDetail, type Problem } from '../core/errors.ts';

/** The form in which an error crosses the boundary: comlink alone keeps only name, message and stack. */
type Thrown =
  | {
      readonly kind: 'log';
      readonly code: LogErrorCode;
      readonly detail: LogErrorDetail;
      readonly causes: readonly Problem[];
    }
  | { readonly kind: 'abort' }
  | { readonly kind: 'bug'; readonly name: string; readonly message: string; readonly stack: string };

const ports = new WeakMap<AbortSignal, MessagePort>();

/** Registers our errors and abort signals with comlink. Both sides must call it before any other message. */
export function registerTransfers(): void {
  const signals: TransferHandler<AbortSignal, MessagePort | null> = {
    canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
    serialize: (signal) => {
      if (signal.aborted) return [null, []];
      const { port1, port2 } = new MessageChannel();
      signal.addEventListener('abort', () => port1.postMessage(null), { once: true });
      ports.set(signal, port1);
      return [port2, [port2]];
    },
    deserialize: (port) => {
      if (port === null) return AbortSignal.abort();
      const controller = new AbortController();
      port.onmessage = () => controller.abort();
      return controller.signal;
    },
  };
  transferHandlers.set('signal', signals);

  const builtIn = transferHandlers.get('throw');
  if (builtIn === undefined) throw new Error('comlink has no handler for thrown values');
  const thrown: TransferHandler<{ value: unknown }, Thrown> = {
    canHandle: builtIn.canHandle as TransferHandler<{ value: unknown }, Thrown>['canHandle'],
    serialize: ({ value }) => [pack(value), []],
    deserialize: (packed) => {
      throw unpack(packed);
    },
  };
  transferHandlers.set('throw', thrown);
}

/** Closes the channel of a signal after its call has been answered. */
export function releaseSignal(signal: AbortSignal): void {
  ports.get(signal)?.close();
  ports.delete(signal);
}

function pack(value: unknown): Thrown {
  if (value instanceof LogError) {
    return { kind: 'log', code: value.code, detail: value.detail, causes: value.causes };
  }
  if (value instanceof DOMException && value.name === 'AbortError') return { kind: 'abort' };
  if (value instanceof Error) {
    return { kind: 'bug', name: value.name, message: value.message, stack: value.stack ?? '' };
  }
  return { kind: 'bug', name: 'Error', message: String(value), stack: '' };
}

function unpack(packed: Thrown): Error {
  if (packed.kind === 'log') return new LogError(packed.code, packed.detail, packed.causes);
  if (packed.kind === 'abort') return new DOMException('The job was cancelled', 'AbortError');
  return Object.assign(new Error(packed.message), { name: packed.name, stack: packed.stack });
}
