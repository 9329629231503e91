// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useFitting } from './use-fitting.ts';

const ownTop = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetTop');
let perLine = 3;
let resized: () => void = () => {};
beforeEach(() => {
  perLine = 3;
  // This DOM has no layout: items wrap after `perLine`.
  Object.defineProperty(HTMLElement.prototype, 'offsetTop', {
    configurable: true,
    get(this: HTMLElement) {
      return 30 * Math.floor(Number(this.textContent) / perLine);
    },
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(onResize: () => void) {
        resized = onResize;
      }
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  if (ownTop !== undefined) Object.defineProperty(HTMLElement.prototype, 'offsetTop', ownTop);
  vi.unstubAllGlobals();
});

function List({ count }: { readonly count: number }) {
  const list = useRef<HTMLUListElement>(null);
  const fitting = useFitting(list, count);
  return (
    <>
      <ul ref={list}>
        {Array.from({ length: count }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name
          <li key={i}>{i}</li>
        ))}
      </ul>
      <output>{fitting}</output>
    </>
  );
}

it('counts the items on the first line, also after the width or the number of items changes', () => {
  const { rerender, getByRole } = render(<List count={5} />);
  // A browser reports a size after every layout of an observed element.
  const fitting = () => {
    act(() => resized());
    return Number(getByRole('status').textContent);
  };
  expect(fitting()).toBe(3);
  perLine = 4;
  expect(fitting()).toBe(4);
  rerender(<List count={2} />);
  expect(fitting()).toBe(2);
  rerender(<List count={9} />);
  expect(fitting()).toBe(4);
  rerender(<List count={0} />);
  expect(fitting()).toBe(0);
});
