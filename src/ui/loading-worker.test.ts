import { expose } from 'comlink';
import { expect, it } from 'vitest';
import { LogError } from '../core/errors.ts';
import { ordinaryLog } from '../testing/detector-contract.ts';
import { createSession } from '../worker/session.ts';
import { type EngineWorker, startEngine } from './engine-client.ts';
import { loadingWorker } from './loading-worker.ts';

/** A session at the other end of a channel. */
function startSession(): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  expose(createSession(), port2);
  port1.start();
  return Object.assign(port1, { terminate: () => [port1, port2].map((port) => port.close()) });
}

/** An engine whose script loads when `load` or `fail` is called. */
function engineToLoad() {
  let load = () => {};
  let fail = (_why: Error) => {};
  const script = new Promise<() => EngineWorker>((resolve, reject) => {
    load = () => resolve(start);
    fail = reject;
  });
  const started: EngineWorker[] = [];
  const crashes: unknown[] = [];
  const client = startEngine(
    () => loadingWorker(script),
    (error) => crashes.push(error),
  );
  const start = () => {
    started.push(startSession());
    return started[started.length - 1];
  };
  return { client, started, crashes, load, fail };
}

const source = { kind: 'files', files: [{ path: 'conn.log', blob: new Blob([ordinaryLog(300)]) }] } as const;
const { signal } = new AbortController();
const ignore = () => {};

it('answers earlier questions once its script is loaded', async () => {
  const { client, started, load } = engineToLoad();
  const run = client.engine.open(source, ignore, ignore, signal);
  expect(started.length).toBe(0);
  load();
  expect((await run).flows).toBe(300);
  expect(started.length).toBe(1);
  started[0].terminate();
});

it('does not start if it was terminated before its script was loaded. The next worker starts', async () => {
  const { client, started, load } = engineToLoad();
  const cancelled = client.engine.open(source, ignore, ignore, signal);
  client.restart();
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
  const run = client.engine.open(source, ignore, ignore, signal);
  load();
  expect((await run).flows).toBe(300);
  expect(started.length).toBe(1);
  started[0].terminate();
});

it('reports a failed load once per attempt', async () => {
  const { client, crashes, fail } = engineToLoad();
  fail(new LogError('not-loaded', { why: 'Failed to fetch' }));
  await expect(client.engine.ping()).rejects.toMatchObject({ name: 'AbortError' });
  expect(crashes).toMatchObject([{ code: 'not-loaded', detail: { why: 'Failed to fetch' } }]);
  await expect(client.engine.ping()).rejects.toMatchObject({ name: 'AbortError' });
  expect(crashes.length).toBe(2);
});
