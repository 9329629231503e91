import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LogError } from '../../core/errors.ts';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import type { Engine } from '../../worker/api.ts';
import { createSession } from '../../worker/session.ts';
import type { EngineClient } from '../engine-client.ts';
import { type Controller, createController } from './controller.ts';
import type { Drop } from './drop.ts';
import { isFinal, resultOf, type State } from './state.ts';

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
});

/** An engine that can hang: it answers nothing until it is restarted. */
function hangingClient(): EngineClient & { hang(): void; readonly restarts: () => number } {
  let session = createSession();
  let isHanging = false;
  let restarts = 0;
  const engine = new Proxy({} as Engine, {
    get:
      (_, name: keyof Engine) =>
      (...args: never[]) =>
        isHanging ? new Promise(() => {}) : (session[name] as (...given: never[]) => unknown)(...args),
  });
  return {
    engine,
    restart() {
      session = createSession();
      isHanging = false;
      restarts++;
    },
    hang() {
      isHanging = true;
    },
    restarts: () => restarts,
  };
}

function openPage(): { controller: Controller; client: ReturnType<typeof hangingClient> } {
  const client = hangingClient();
  const controller = createController(client);
  controller.subscribe(() => {
    const result = resultOf(controller.state());
    if (result === null) return;
    for (const part of result.waiting) queueMicrotask(() => controller.painted(part, result.shown.detection));
  });
  return { controller, client };
}

const log = (name: string, rows: number): Drop => ({
  name,
  bytes: 0,
  source: { kind: 'files', files: [{ path: name, blob: new Blob([ordinaryLog(rows)]) }] },
});

async function until(controller: Controller, holds: (state: State) => boolean): Promise<State> {
  await vi.waitFor(() => expect(holds(controller.state())).toBe(true), { timeout: 15_000 });
  return controller.state();
}

function shownBy(controller: Controller) {
  const state = controller.state();
  if (state.phase !== 'ready') throw new Error(state.phase);
  const { run, shown } = state.result;
  const { workspace, threshold, run: all, selected } = shown;
  return {
    files: run.files.map(({ path }) => path),
    model: workspace.model,
    threshold,
    all,
    selected,
    steps: state.steps,
  };
}

describe('an engine that does not answer', () => {
  it('is replaced on Cancel, and the open log is read again with its state', async () => {
    const { controller, client } = openPage();
    await controller.open(log('open.log', 400));
    await until(controller, isFinal);
    controller.setModel({ contamination: 0.2 });
    await until(controller, isFinal);
    controller.showTab('hosts');
    const before = shownBy(controller);
    client.hang();
    void controller.open(log('next.log', 300));
    const cancelled = performance.now();
    controller.cancel();
    await until(controller, (state) => state.phase === 'ready');
    expect(performance.now() - cancelled).toBeLessThan(1000);
    expect(shownBy(controller)).toEqual(before);
    const state = await until(controller, (now) => isFinal(now) && client.restarts() > 0);
    expect(client.restarts()).toBe(1);
    expect(shownBy(controller)).toEqual(before);
    expect(state).toMatchObject({ phase: 'ready', trouble: { kind: 'read-again', name: 'next.log' } });
  });

  it('that ends while idle is replaced too, and at the second time within a minute the log is closed', async () => {
    const { controller, client } = openPage();
    await controller.open(log('open.log', 400));
    await until(controller, isFinal);
    const before = shownBy(controller);
    controller.lose(new LogError('engine-lost'));
    expect(controller.state().phase).toBe('loading');
    await until(controller, isFinal);
    expect(shownBy(controller)).toEqual(before);
    expect(client.restarts()).toBe(1);
    controller.lose(new LogError('engine-lost'));
    expect(controller.state()).toMatchObject({ phase: 'failed', failure: { problem: { code: 'engine-lost' } } });
    await controller.open(log('next.log', 200));
    await until(controller, isFinal);
    expect(shownBy(controller).files).toEqual(['next.log']);
  });

  it('is reported as lost while the first log is read', async () => {
    const { controller, client } = openPage();
    client.hang();
    void controller.open(log('first.log', 400));
    controller.lose(new LogError('engine-lost'));
    await until(controller, ({ phase }) => phase === 'failed');
    expect(controller.state()).toMatchObject({ failure: { problem: { code: 'engine-lost' } } });
  });

  it('is abandoned on Cancel while the log is read again', async () => {
    const { controller } = openPage();
    await controller.open(log('open.log', 30_000));
    await until(controller, isFinal);
    controller.lose(new LogError('engine-lost'));
    controller.cancel();
    await until(controller, ({ phase }) => phase === 'empty');
    await controller.open(log('next.log', 200));
    await until(controller, isFinal);
    expect(shownBy(controller).files).toEqual(['next.log']);
  });
});

describe('drops in one task', () => {
  const model = (): Drop => {
    const text = '{"oddflow-baseline": 1}';
    return {
      name: 'm.json',
      bytes: text.length,
      source: { kind: 'files', files: [{ path: 'm.json', blob: new Blob([text]) }] },
    };
  };
  const later = (drop: Drop, milliseconds: number): Drop => ({
    ...drop,
    source: new Promise((resolve) => setTimeout(() => resolve(drop.source), milliseconds)),
  });

  it.each([
    ['two logs', () => log('a.log', 300)],
    ['a log whose files are found late', () => later(log('a.log', 300), 60)],
    ['a saved model', model],
  ])('end with the last one: after %s', async (_what, first) => {
    const { controller } = openPage();
    const both = [controller.open(first()), controller.open(log('b.log', 200))];
    await Promise.all(both);
    await until(controller, isFinal);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(shownBy(controller).files).toEqual(['b.log']);
    controller.lose(new LogError('engine-lost'));
    await until(controller, isFinal);
    expect(shownBy(controller).files).toEqual(['b.log']);
  });
});
