import { expose, proxy, type Remote, wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { LogError } from '../core/errors.ts';
import { ordinaryLog } from '../testing/detector-contract.ts';
import type { Engine, Progress } from './api.ts';
import { createSession } from './session.ts';
import { registerTransfers } from './transfer.ts';

registerTransfers();

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** The session behind a channel, as it is behind a worker. */
function connect(): Remote<Engine> {
  const { port1, port2 } = new MessageChannel();
  expose(createSession(), port1);
  open.push(() => {
    port1.close();
    port2.close();
  });
  return wrap<Engine>(port2);
}

const files = (log: string) => ({ kind: 'files' as const, files: [{ path: 'conn.log', blob: new Blob([log]) }] });
const ignore = () => proxy(() => {});

describe('the boundary between page and engine', () => {
  it('passes plain data, and progress while it works', async () => {
    const engine = connect();
    const seen: Progress[] = [];
    const run = await engine.open(
      files(ordinaryLog(300)),
      proxy((progress: Progress) => {
        seen.push(progress);
      }),
      ignore(),
      new AbortController().signal,
    );
    expect(run.flows).toBe(300);
    const detection = await engine.detect(run.detectors[0].id, ignore(), new AbortController().signal);
    expect(detection.label).toBe('PCA (PyOD-compatible)');
    expect(seen[0]).toMatchObject({ phase: 'Reading', file: 'conn.log' });
  });

  it('keeps the class, code and facts of a LogError', async () => {
    const error = await connect()
      .open(files('what?'), ignore(), ignore(), new AbortController().signal)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LogError);
    expect(error).toMatchObject({ code: 'not-a-zeek-log', detail: { file: 'conn.log', looks: 'text' } });
  });

  it('passes an abort to a running job', async () => {
    const abort = new AbortController();
    const engine = connect(); // comlink closes the channel of a proxy that is no longer referenced
    const log = ordinaryLog(20_000) + ordinaryLog(20_000).repeat(40);
    const job = engine.open(
      files(log),
      proxy(() => abort.abort()),
      ignore(),
      abort.signal,
    );
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is aborted at once by a signal that came aborted', async () => {
    const job = connect().open(files(ordinaryLog(10)), ignore(), ignore(), AbortSignal.abort());
    await expect(job).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('shows a bug as itself', async () => {
    const engine = connect();
    await expect(
      engine.place({ detector: 'x', where: [], sort: { by: 'rank', descending: false } }, 1),
    ).rejects.toMatchObject({
      code: 'bad-request',
    });
  });
});
