// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useScroll } from './use-scroll.ts';

let isPrinting = false;
let frames: (() => void)[] = [];
let observed: { readonly onResize: () => void; isOn: boolean }[] = [];
const element = document.createElement('div');
const size = { clientHeight: 240, clientWidth: 800, offsetHeight: 255 };

beforeEach(() => {
  [isPrinting, frames, observed] = [false, [], []];
  Object.assign(size, { clientHeight: 240, clientWidth: 800, offsetHeight: 255 });
  for (const name of ['clientHeight', 'clientWidth', 'offsetHeight'] as const) {
    Object.defineProperty(element, name, { configurable: true, get: () => size[name] });
  }
  element.scrollTop = 0;
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return isPrinting;
    },
  }));
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly one: { onResize: () => void; isOn: boolean };
      constructor(onResize: () => void) {
        this.one = { onResize, isOn: true };
        observed.push(this.one);
      }
      observe() {}
      disconnect() {
        this.one.isOn = false;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const paint = () => act(() => frames.splice(0).forEach((frame) => void frame()));
const scroll = (top: number) => {
  element.scrollTop = top;
  element.dispatchEvent(new Event('scroll'));
};

it('measures the element at first, and after scrolls and changes of its size, once per frame', () => {
  const { result, unmount } = renderHook(() => useScroll({ current: element }));
  expect(result.current).toEqual({ top: 0, height: 240, width: 800, bar: 15 });
  scroll(100);
  scroll(120);
  expect(frames).toHaveLength(1);
  paint();
  expect(result.current.top).toBe(120);
  Object.assign(size, { clientHeight: 300, offsetHeight: 300 });
  observed[0].onResize();
  paint();
  expect(result.current).toEqual({ top: 120, height: 300, width: 800, bar: 0 });
  unmount();
  scroll(50);
  expect([frames, observed[0].isOn]).toEqual([[], false]);
});

it('keeps its values during a print', () => {
  const { result } = renderHook(() => useScroll({ current: element }));
  isPrinting = true;
  Object.assign(size, { clientHeight: 5000, offsetHeight: 5000 });
  observed[0].onResize();
  paint();
  expect(result.current.height).toBe(240);
});
