// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { openPage } from '../../testing/open-page.ts';
import type { Finding } from '../../worker/api.ts';
import { useFlowColumns } from './use-flow-columns.ts';

let isWide = false;
const listeners = new Set<() => void>();
vi.stubGlobal('matchMedia', () => ({
  get matches() {
    return isWide;
  },
  addEventListener: (_: string, listener: () => void) => listeners.add(listener),
  removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
}));
afterEach(cleanup);

it('keeps its columns until the result or the width of the window changes, so that rows are not drawn again', async () => {
  const { controller, ready } = await openPage();
  const { run, shown } = ready().result;
  const onToggle = () => {};
  const found: readonly Finding[] = [];
  const { result, rerender, unmount } = renderHook((props) => useFlowColumns(run, props.shown, found, onToggle), {
    initialProps: { shown },
  });
  const first = result.current;
  const frozen = first.columns.filter(({ isFrozen }) => isFrozen).map(({ id }) => id);
  expect(frozen).toEqual(expect.arrayContaining(['rank', 'score']));
  rerender({ shown });
  expect(result.current).toBe(first);
  isWide = true;
  act(() => {
    for (const listener of listeners) listener();
  });
  expect(result.current).not.toBe(first);
  expect(result.current.columns.map(({ id }) => id)).toEqual(first.columns.map(({ id }) => id));
  const wide = result.current;
  controller.setGroup('identical');
  await vi.waitFor(() => expect(ready().result.shown.view.group).toBe('identical'), { timeout: 5000 });
  rerender({ shown: ready().result.shown });
  expect(result.current).not.toBe(wide);
  unmount();
  expect(listeners.size).toBe(0);
});
