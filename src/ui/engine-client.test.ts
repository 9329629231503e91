import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { ordinaryLog } from '../testing/detector-contract.ts';
import type { LogSource } from '../worker/api.ts';
import { createSession } from '../worker/session.ts';
import { type EngineWorker, startEngine } from './engine-client.ts';

/** A session behind a channel that can be terminated and can crash like a worker. */
class ChannelWorker {
  private readonly channel = new MessageChannel();
  private readonly events = new EventTarget();

  constructor() {
    expose(createSession(), this.channel.port2);
    this.channel.port1.start();
  }
  postMessage: EngineWorker['postMessage'] = (message, transfer) =>
    this.channel.port1.postMessage(message, transfer ?? []);
  addEventListener: EngineWorker['addEventListener'] = (type, listener) =>
    (type === 'error' ? this.events : this.channel.port1).addEventListener(type, listener);
  removeEventListener: EngineWorker['removeEventListener'] = (type, listener) =>
    this.channel.port1.removeEventListener(type, listener);
  crash(message: string): void {
    this.events.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
  terminate(): void {
    this.channel.port1.close();
    this.channel.port2.close();
  }
}

const workers: ChannelWorker[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

function start(onCrash: (error: unknown) => void = () => {}) {
  return startEngine(() => {
    workers.push(new ChannelWorker());
    return workers[workers.length - 1];
  }, onCrash);
}

const log = (rows: number): LogSource => ({
  kind: 'files',
  files: [{ path: 'conn.log', blob: new Blob([ordinaryLog(rows)]) }],
});
const { signal } = new AbortController();

describe('the engine client', () => {
  it('starts its worker at once and answers through it', async () => {
    const { engine } = start();
    expect(workers.length).toBe(1);
    const rows: number[] = [];
    const run = await engine.open(
      log(300),
      (progress) => rows.push(progress.rows),
      () => {},
      signal,
    );
    expect(run.flows).toBe(300);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('rejects running calls when the worker is terminated, and answers the next call', async () => {
    const { engine, restart } = start();
    const job = engine.open(
      log(30_000),
      () => {},
      () => {},
      signal,
    );
    restart();
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(
      (
        await engine.open(
          log(20),
          () => {},
          () => {},
          signal,
        )
      ).flows,
    ).toBe(20);
    expect(workers.length).toBe(2);
  });

  it('rejects at once when the signal aborts, also before the call', async () => {
    const { engine } = start();
    const abort = new AbortController();
    const job = engine.open(
      log(30_000),
      () => {},
      () => {},
      abort.signal,
    );
    abort.abort();
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    await expect(
      engine.open(
        log(20),
        () => {},
        () => {},
        abort.signal,
      ),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('reports a crash by its kind', async () => {
    const seen: unknown[] = [];
    const { engine } = start((error) => seen.push(error));
    const job = engine.open(
      log(30_000),
      () => {},
      () => {},
      signal,
    );
    workers[0].crash('Uncaught RangeError: Array buffer allocation failed');
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
    expect(
      (
        await engine.open(
          log(20),
          () => {},
          () => {},
          signal,
        )
      ).flows,
    ).toBe(20);
    workers[1].crash('Uncaught TypeError: x is not a function');
    expect(seen).toMatchObject([{ code: 'out-of-memory' }, { message: 'Uncaught TypeError: x is not a function' }]);
  });
});
