// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useNarrow, useRowHeight } from './use-row-height.ts';

let size = { width: 0, height: 0 };
const listeners = new Set<() => void>();

/** A window of any size: this DOM has no layout. */
function resize(width: number, height: number): void {
  size = { width, height };
  for (const listener of listeners) listener();
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', (query: string) => {
    const [, side, dimension, pixels] = /\((min|max)-(width|height): (\d+)px\)/.exec(query) ?? [];
    const value = dimension === 'width' ? () => size.width : () => size.height;
    return {
      get matches() {
        return side === undefined || (side === 'min' ? value() >= Number(pixels) : value() <= Number(pixels));
      },
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    };
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it.each([
  [1280, 720, 24, 48, false],
  [1920, 1080, 26, 52, false],
  [2560, 1440, 28, 56, false],
  [760, 844, 24, 48, false],
  [759, 1200, 72, 110, true],
  [390, 844, 72, 110, true],
])('at %i x %i a row has %i pixels and a finding %i', (width, height, plain, finding, isNarrow) => {
  resize(width, height);
  expect(renderHook(() => useRowHeight('plain')).result.current).toEqual({ rowHeight: plain, isNarrow });
  expect(renderHook(() => useRowHeight('finding')).result.current).toEqual({ rowHeight: finding, isNarrow });
  expect(renderHook(useNarrow).result.current).toBe(isNarrow);
});

it('follows the window, until it is unmounted', () => {
  resize(1280, 720);
  const { result, unmount } = renderHook(() => useRowHeight('plain'));
  act(() => resize(390, 844));
  expect(result.current).toEqual({ rowHeight: 72, isNarrow: true });
  act(() => resize(1920, 1080));
  expect(result.current).toEqual({ rowHeight: 26, isNarrow: false });
  unmount();
  expect(listeners.size).toBe(0);
});
