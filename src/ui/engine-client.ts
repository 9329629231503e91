import { type Endpoint, proxy, type Remote, wrap } from 'comlink';
import { LogError } from '../core/errors.ts';
import type { Engine } from '../worker/api.ts';
import { registerTransfers, releaseSignal } from '../worker/transfer.ts';
import { watchHeartbeat } from './heartbeat.ts';

/** The engine in its worker, which can be terminated and restarted. */
export interface EngineClient {
  /** Always the same object. A call rejects with `AbortError` when its signal aborts or its worker is terminated. */
  readonly engine: Engine;
  /** Terminates the worker with its log and jobs, and starts another. */
  restart(): void;
}

/** A `Worker` as its client sees it. */
export interface EngineWorker extends Endpoint {
  terminate(): void;
  /** Whether it waits for its script. Missing answers are then not a sign that it hangs. */
  readonly isLoading?: boolean;
}

interface Connection {
  readonly worker: EngineWorker;
  readonly remote: Remote<Engine>;
  readonly stopHeartbeat: () => void;
  /** Rejects the calls that wait for an answer: a terminated worker never answers. */
  readonly pending: Set<(reason: unknown) => void>;
}

/**
 * Starts a worker immediately, so that the first log does not wait for it. `onCrash` receives errors that no call can
 * report: the worker ended, or it did not respond for ten seconds while a call was waiting. The next call then starts
 * another worker without a log.
 */
export function startEngine(startWorker: () => EngineWorker, onCrash: (error: unknown) => void): EngineClient {
  registerTransfers();
  let current: Connection | null = connect();

  function connect(): Connection {
    const worker = startWorker();
    const remote = wrap<Engine>(worker);
    const pending: Connection['pending'] = new Set();
    const lose = (error: unknown) => {
      if (connection !== current) return;
      end();
      onCrash(error);
    };
    const stopHeartbeat = watchHeartbeat(
      () => pending.size > 0 && worker.isLoading !== true,
      () => remote.ping(),
      () => lose(new LogError('engine-lost')),
    );
    const connection: Connection = { worker, remote, pending, stopHeartbeat };
    worker.addEventListener('error', (event) => lose(explainCrash(event as Partial<ErrorEvent>)));
    worker.addEventListener('messageerror', () => lose(new LogError('engine-lost')));
    return connection;
  }

  function end(): void {
    const ended = current;
    current = null;
    ended?.stopHeartbeat();
    ended?.worker.terminate();
    for (const reject of ended?.pending ?? []) reject(aborted());
  }

  async function call<Name extends keyof Engine>(name: Name, args: Parameters<Engine[Name]>): Promise<unknown> {
    current ??= connect();
    const { remote, pending } = current;
    const lent = new AbortController();
    const signal = args.find((arg) => arg instanceof AbortSignal);
    signal?.throwIfAborted();
    const sent = args.map((arg) => {
      if (arg instanceof AbortSignal) return lent.signal;
      return typeof arg === 'function' ? proxy(arg) : arg;
    });
    return new Promise((resolve, reject) => {
      const cancel = () => {
        lent.abort();
        reject(aborted());
      };
      const settle = () => {
        pending.delete(reject);
        signal?.removeEventListener('abort', cancel);
        releaseSignal(lent.signal);
      };
      pending.add(reject);
      signal?.addEventListener('abort', cancel, { once: true });
      invoke(remote, name, sent).then(resolve, reject).finally(settle);
    });
  }

  return {
    engine: engineOf((name, args) => call(name, args) as never),
    restart() {
      end();
      current = connect();
    },
  };
}

type Call = <Name extends keyof Engine>(name: Name, args: Parameters<Engine[Name]>) => ReturnType<Engine[Name]>;

function engineOf(call: Call): Engine {
  return {
    ping: (...args) => call('ping', args),
    open: (...args) => call('open', args),
    reopen: (...args) => call('reopen', args),
    keep: (...args) => call('keep', args),
    detect: (...args) => call('detect', args),
    results: (...args) => call('results', args),
    describe: (...args) => call('describe', args),
    facets: (...args) => call('facets', args),
    topScores: (...args) => call('topScores', args),
    rows: (...args) => call('rows', args),
    place: (...args) => call('place', args),
    firstFrom: (...args) => call('firstFrom', args),
    scoreHistogram: (...args) => call('scoreHistogram', args),
    timeline: (...args) => call('timeline', args),
    density: (...args) => call('density', args),
    brush: (...args) => call('brush', args),
    brushed: (...args) => call('brushed', args),
    findings: (...args) => call('findings', args),
    findingCounts: (...args) => call('findingCounts', args),
    trust: (...args) => call('trust', args),
    noise: (...args) => call('noise', args),
    labels: (...args) => call('labels', args),
    area: (...args) => call('area', args),
    evaluate: (...args) => call('evaluate', args),
    flow: (...args) => call('flow', args),
    hosts: (...args) => call('hosts', args),
    host: (...args) => call('host', args),
    findingHosts: (...args) => call('findingHosts', args),
    channels: (...args) => call('channels', args),
    groupCounts: (...args) => call('groupCounts', args),
    channel: (...args) => call('channel', args),
    exportFlows: (...args) => call('exportFlows', args),
    fitBaseline: (...args) => call('fitBaseline', args),
    openBaseline: (...args) => call('openBaseline', args),
    saveBaseline: (...args) => call('saveBaseline', args),
    baselines: (...args) => call('baselines', args),
    discardBaseline: (...args) => call('discardBaseline', args),
    drift: (...args) => call('drift', args),
    modelForms: (...args) => call('modelForms', args),
    writeModel: (...args) => call('writeModel', args),
    follow: (...args) => call('follow', args),
    pollFollowed: (...args) => call('pollFollowed', args),
    refitFollowed: (...args) => call('refitFollowed', args),
    stopFollowing: (...args) => call('stopFollowing', args),
  };
}

function invoke(remote: Remote<Engine>, name: keyof Engine, args: readonly unknown[]): Promise<unknown> {
  const method = remote[name] as unknown as (...args: readonly unknown[]) => Promise<unknown>;
  return method(...args);
}

function aborted(): DOMException {
  return new DOMException('The job was cancelled', 'AbortError');
}

/** Explains a crash. A worker without memory reports it or dies silently. */
function explainCrash({ message, error }: Partial<ErrorEvent>): unknown {
  if (message === undefined || message === '' || /memory|allocation/i.test(message)) {
    return new LogError('out-of-memory', message === undefined ? {} : { why: message });
  }
  return error instanceof Error ? error : new Error(message);
}
