// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { useJob } from './use-job.ts';

afterEach(cleanup);

function jobs() {
  const hook = renderHook(() => useJob<string, number>());
  const signals: AbortSignal[] = [];
  const settle: ((result: number | Error) => Promise<void>)[] = [];
  const start = (what: string) =>
    act(() =>
      hook.result.current.start(
        what,
        (signal) =>
          new Promise((resolve, reject) => {
            signals.push(signal);
            settle.push((result) => act(async () => (result instanceof Error ? reject(result) : resolve(result))));
          }),
      ),
    );
  return { state: () => hook.result.current.state, hook, start, signals, settle };
}

describe('useJob', () => {
  it('knows a job whose name is null from no job', async () => {
    const hook = renderHook(() => useJob<null, number>());
    expect(hook.result.current.state).toEqual({ phase: 'idle' });
    act(() => hook.result.current.start(null, () => new Promise<number>(() => {})));
    expect(hook.result.current.state).toEqual({ phase: 'working', what: null, share: 0 });
  });

  it('runs one job at a time and cancels it for the next', async () => {
    const { state, start, signals, settle } = jobs();
    expect(state()).toEqual({ phase: 'idle' });
    start('one');
    start('two');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await settle[0](1);
    expect(state()).toEqual({ phase: 'working', what: 'two', share: 0 });
    await settle[1](2);
    expect(state()).toEqual({ phase: 'done', what: 'two', result: 2 });
  });

  it('reports its error, becomes idle when cancelled, and can be started again', async () => {
    const { state, start, settle, hook, signals } = jobs();
    const error = new Error('no');
    start('one');
    await settle[0](error);
    expect(state()).toEqual({ phase: 'failed', what: 'one', error });
    start('one');
    act(() => hook.result.current.cancel());
    expect(state()).toEqual({ phase: 'idle' });
    expect(signals[1].aborted).toBe(true);
    start('one');
    await settle[2](3);
    expect(state()).toEqual({ phase: 'done', what: 'one', result: 3 });
    hook.unmount();
  });
});
