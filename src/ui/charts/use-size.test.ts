// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSize } from './use-size.ts';

let resized: () => void = () => {};
let isObserved = false;
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(onResize: () => void) {
        resized = onResize;
      }
      observe() {
        isObserved = true;
      }
      disconnect() {
        isObserved = false;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

it('is the size of the element, and keeps its identity while that does not change', () => {
  const size = { clientWidth: 300, clientHeight: 120 };
  const element = size as unknown as HTMLElement;
  const { result, unmount } = renderHook(() => useSize({ current: element }));
  const first = result.current;
  expect(first).toEqual({ width: 300, height: 120 });
  act(() => resized());
  expect(result.current).toBe(first);
  size.clientWidth = 500;
  act(() => resized());
  expect(result.current).toEqual({ width: 500, height: 120 });
  expect(isObserved).toBe(true);
  unmount();
  expect(isObserved).toBe(false);
});

it('is empty without an element', () => {
  expect(renderHook(() => useSize({ current: null })).result.current).toEqual({ width: 0, height: 0 });
});
