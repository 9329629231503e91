// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../worker/api.ts';
import { AheadContext, createAhead, type NextView } from './ahead.ts';
import { type AskOptions, useAsk } from './use-ask.ts';

afterEach(cleanup);

interface Put {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly answer: () => Promise<void>;
  readonly fail: (error: unknown) => Promise<void>;
}

/** A component that asks. `put` lists the questions that reached the engine; the test answers them. */
function view(first: string | null, options: AskOptions<string> = {}) {
  const put: Put[] = [];
  const seen: string[] = [];
  const hook = renderHook(
    ({ key, more }: { key: string | null; more: AskOptions<string> }) => {
      const asked = useAsk<string>(
        key,
        (signal, onProgress) =>
          new Promise((resolve, reject) => {
            put.push({
              key: key ?? '',
              signal,
              onProgress,
              answer: () => act(async () => resolve(`answer to ${key}`)),
              fail: (error) => act(async () => reject(error)),
            });
          }),
        more,
      );
      seen.push(asked.phase === 'ready' ? `${key}: ${asked.answer}` : `${key}: ${asked.phase}`);
      return asked;
    },
    { initialProps: { key: first, more: options } },
  );
  return {
    put,
    seen,
    asked: () => hook.result.current,
    show: (key: string | null, more = options) => hook.rerender({ key, more }),
    close: hook.unmount,
  };
}

describe('useAsk', () => {
  it('asks once per key and reports progress', async () => {
    const { put, asked, show } = view('a');
    show('a');
    expect(put.map(({ key }) => key)).toEqual(['a']);
    expect(asked()).toMatchObject({ phase: 'working', share: 0, latest: null });
    act(() => put[0].onProgress({ done: 1, total: 4 } as Progress));
    expect(asked()).toMatchObject({ phase: 'working', share: 0.25 });
    await put[0].answer();
    expect(asked()).toMatchObject({ phase: 'ready', answer: 'answer to a' });
    show('a');
    expect(put).toHaveLength(1);
  });

  it('asks nothing for null and cancels the running question', async () => {
    const { put, asked, show } = view(null);
    expect(put).toEqual([]);
    expect(asked().phase).toBe('idle');
    show('a');
    show(null);
    expect(put[0].signal.aborted).toBe(true);
    await put[0].answer();
    expect(asked()).toMatchObject({ phase: 'idle', latest: null });
  });

  it('cancels the running question after a question of another scope was sent', async () => {
    const { put, asked, show, seen } = view('a');
    show('b');
    expect(put.map(({ key, signal }) => [key, signal.aborted])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    await put[0].answer();
    expect(asked().phase).toBe('working');
    await put[1].answer();
    expect(asked()).toMatchObject({ phase: 'ready', answer: 'answer to b' });
    expect(seen.filter((line) => line.startsWith('b:') && line.includes('answer to a'))).toEqual([]);
  });

  it('asks one question of a scope at a time, then the newest waiting one', async () => {
    const { put, asked, show } = view('1', { scope: 'chart' });
    show('2');
    show('3');
    expect(put.map(({ key }) => key)).toEqual(['1']);
    await put[0].answer();
    expect(put.map(({ key }) => key)).toEqual(['1', '3']);
    expect(asked()).toMatchObject({ phase: 'working', latest: { key: '1', answer: 'answer to 1' } });
    await put[1].answer();
    expect(asked()).toMatchObject({ phase: 'ready', answer: 'answer to 3' });
  });

  it('asks the waiting question after a failure', async () => {
    const { put, asked, show } = view('1', { scope: 'chart' });
    show('2');
    await put[0].fail(new Error('no'));
    expect(asked().phase).toBe('working');
    await put[1].answer();
    expect(asked()).toMatchObject({ phase: 'ready', answer: 'answer to 2' });
  });

  it('keeps the latest answer while working, after a failure and without a question', async () => {
    const { put, asked, show } = view('a');
    await put[0].answer();
    const kept = { latest: { key: 'a', answer: 'answer to a' } };
    show('b');
    expect(asked()).toMatchObject({ phase: 'working', ...kept });
    await put[1].fail(new Error('no'));
    expect(asked()).toMatchObject({ phase: 'failed', ...kept });
    show(null);
    expect(asked()).toMatchObject({ phase: 'idle', ...kept });
    show('a');
    expect(asked()).toMatchObject({ phase: 'ready', answer: 'answer to a' });
    expect(put).toHaveLength(2);
  });

  it('asks again after a failure only through again()', async () => {
    const { put, asked, show } = view('a');
    const error = new Error('no');
    await put[0].fail(error);
    show('a');
    expect(asked()).toMatchObject({ phase: 'failed', error });
    expect(put).toHaveLength(1);
    act(() => asked().again());
    expect(put).toHaveLength(2);
    await put[1].answer();
    expect(asked().phase).toBe('ready');
  });

  it('is cancelled by the user for its whole scope, until again() is called', async () => {
    const { put, asked, show } = view('1', { scope: 'list' });
    act(() => asked().cancel());
    expect(put[0].signal.aborted).toBe(true);
    expect(asked().phase).toBe('cancelled');
    show('2');
    expect(asked().phase).toBe('cancelled');
    expect(put).toHaveLength(1);
    act(() => asked().again());
    expect(put.map(({ key }) => key)).toEqual(['1', '2']);
    await put[1].answer();
    expect(asked()).toMatchObject({ phase: 'ready', answer: 'answer to 2' });
  });

  it('is cancelled when the worker ends, and asks the next key', async () => {
    const { put, asked, show } = view('1', { scope: 'chart' });
    await put[0].fail(new DOMException('ended', 'AbortError'));
    expect(asked().phase).toBe('cancelled');
    show('2');
    expect(put.map(({ key }) => key)).toEqual(['1', '2']);
  });

  it('asks nothing new while it is held, and lets the running question finish', async () => {
    const { put, asked, show } = view('a');
    show('b', { isHeld: true });
    expect(put.map(({ signal }) => signal.aborted)).toEqual([false]);
    await put[0].answer();
    expect(asked().latest?.key).toBe('a');
    show('b');
    expect(put.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('cancels the running question when the component unmounts', () => {
    const { put, close } = view('a');
    close();
    expect(put[0].signal.aborted).toBe(true);
  });

  it('asks ahead of the page, draws the answer with the new key, and asks nothing while held', async () => {
    const ahead = createAhead();
    const sent: string[] = [];
    const drawn: string[] = [];
    const ask = (key: string) => async () => {
      sent.push(key);
      return `answer to ${key}`;
    };
    const wrapper = ({ children }: { readonly children: ReactNode }) => (
      <AheadContext value={ahead}>{children}</AheadContext>
    );
    const hook = renderHook(
      ({ key, isHeld }: { readonly key: string; readonly isHeld: boolean }) => {
        const asked = useAsk(key, ask(key), {
          isHeld,
          ahead: ({ flow }) => (flow === null ? null : { key: `flow ${flow}`, ask: ask(`flow ${flow}`) }),
        });
        drawn.push(`${key}: ${asked.phase === 'ready' ? asked.answer : asked.phase}`);
      },
      { initialProps: { key: 'flow 1', isHeld: false }, wrapper },
    );
    await act(async () => {});
    const next = (flow: number | null) => act(async () => ahead.announce({ flow } as NextView));
    await next(2);
    drawn.length = 0;
    hook.rerender({ key: 'flow 2', isHeld: false });
    expect([sent, new Set(drawn)]).toEqual([['flow 1', 'flow 2'], new Set(['flow 2: answer to flow 2'])]);
    await next(null);
    hook.rerender({ key: 'flow 2', isHeld: true });
    await next(3);
    expect(sent).toEqual(['flow 1', 'flow 2']);
    hook.rerender({ key: 'flow 3', isHeld: false });
    await act(async () => {});
    expect(drawn.at(-1)).toBe('flow 3: answer to flow 3');
    hook.unmount();
    await next(4);
    expect(sent).toEqual(['flow 1', 'flow 2', 'flow 3']);
  });

  it('asks again for a question that failed before an early answer was shown, without showing the failure', async () => {
    const ahead = createAhead();
    const drawn: string[] = [];
    let isBroken = true;
    const ask = (key: string) => async () => {
      if (isBroken) throw new Error(key);
      return key;
    };
    const wrapper = ({ children }: { readonly children: ReactNode }) => (
      <AheadContext value={ahead}>{children}</AheadContext>
    );
    const hook = renderHook(
      ({ key }: { readonly key: string }) => {
        drawn.push(useAsk(key, ask(key), { ahead: () => ({ key: 'b', ask: ask('b') }) }).phase);
      },
      { initialProps: { key: 'a' }, wrapper },
    );
    await act(async () => {});
    expect(drawn.at(-1)).toBe('failed');
    isBroken = false;
    await act(async () => ahead.announce({} as NextView));
    hook.rerender({ key: 'b' });
    expect(drawn.at(-1)).toBe('ready');
    drawn.length = 0;
    hook.rerender({ key: 'a' });
    await act(async () => {});
    expect([drawn[0], drawn.at(-1), drawn.includes('failed')]).toEqual(['working', 'ready', false]);
  });
});
