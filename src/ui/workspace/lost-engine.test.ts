import { describe, expect, it } from 'vitest';
import { LogError } from '../../core/errors.ts';
import { dropOf, logOf, startPage, until } from '../../testing/start-page.ts';
import type { Engine } from '../../worker/api.ts';
import { createSession } from '../../worker/session.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Controller } from './controller.ts';
import type { Drop } from './drop.ts';
import { isFinal } from './state.ts';
import { newWorkspace } from './workspace.ts';

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
  return { controller: startPage(newWorkspace, client), client };
}

function stateOf(controller: Controller) {
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
    await controller.open(logOf(400, 'open.log'));
    await until(controller, isFinal, 15_000);
    controller.setModel({ contamination: 0.2 });
    await until(controller, isFinal, 15_000);
    controller.showTab('hosts');
    const before = stateOf(controller);
    client.hang();
    void controller.open(logOf(300, 'next.log'));
    const cancelled = performance.now();
    controller.cancel();
    await until(controller, (state) => state.phase === 'ready', 15_000);
    expect(performance.now() - cancelled).toBeLessThan(1000);
    expect(stateOf(controller)).toEqual(before);
    const state = await until(controller, (now) => isFinal(now) && client.restarts() > 0, 15_000);
    expect(client.restarts()).toBe(1);
    expect(stateOf(controller)).toEqual(before);
    expect(state).toMatchObject({ phase: 'ready', trouble: { kind: 'read-again', name: 'next.log' } });
  });

  it('that ends while idle is replaced too, and at the second time within a minute the log is closed', async () => {
    const { controller, client } = openPage();
    await controller.open(logOf(400, 'open.log'));
    await until(controller, isFinal, 15_000);
    const before = stateOf(controller);
    controller.lose(new LogError('engine-lost'));
    expect(controller.state().phase).toBe('loading');
    await until(controller, isFinal, 15_000);
    expect(stateOf(controller)).toEqual(before);
    expect(client.restarts()).toBe(1);
    controller.lose(new LogError('engine-lost'));
    expect(controller.state()).toMatchObject({ phase: 'failed', failure: { problem: { code: 'engine-lost' } } });
    await controller.open(logOf(200, 'next.log'));
    await until(controller, isFinal, 15_000);
    expect(stateOf(controller).files).toEqual(['next.log']);
  });

  it('is reported as lost while the first log is read', async () => {
    const { controller, client } = openPage();
    client.hang();
    void controller.open(logOf(400, 'first.log'));
    controller.lose(new LogError('engine-lost'));
    await until(controller, ({ phase }) => phase === 'failed', 15_000);
    expect(controller.state()).toMatchObject({ failure: { problem: { code: 'engine-lost' } } });
  });

  it('is abandoned on Cancel while the log is read again', async () => {
    const { controller } = openPage();
    await controller.open(logOf(30_000, 'open.log'));
    await until(controller, isFinal, 15_000);
    controller.lose(new LogError('engine-lost'));
    controller.cancel();
    await until(controller, ({ phase }) => phase === 'empty', 15_000);
    await controller.open(logOf(200, 'next.log'));
    await until(controller, isFinal, 15_000);
    expect(stateOf(controller).files).toEqual(['next.log']);
  });
});

describe('drops in one task', () => {
  const model = () => dropOf('m.json', '{"oddflow-baseline": 1}');
  const later = (drop: Drop, milliseconds: number): Drop => ({
    ...drop,
    source: new Promise((resolve) => setTimeout(() => resolve(drop.source), milliseconds)),
  });

  it.each([
    ['two logs', () => logOf(300, 'a.log')],
    ['a log whose files are found late', () => later(logOf(300, 'a.log'), 60)],
    ['a saved model', model],
  ])('end with the last one: after %s', async (_what, first) => {
    const { controller } = openPage();
    const both = [controller.open(first()), controller.open(logOf(200, 'b.log'))];
    await Promise.all(both);
    await until(controller, isFinal, 15_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(stateOf(controller).files).toEqual(['b.log']);
    controller.lose(new LogError('engine-lost'));
    await until(controller, isFinal, 15_000);
    expect(stateOf(controller).files).toEqual(['b.log']);
  });
});
