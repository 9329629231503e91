// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stepRow } from './row-steps.ts';
import { usePageSteps } from './use-page-steps.ts';

let steps: [place: number, takesFocus: boolean, isStep: boolean][] = [];
beforeEach(() => {
  steps = [];
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Page({ isOpen }: { readonly isOpen: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  usePageSteps(list, 3, isOpen, (...step) => steps.push(step));
  return (
    <>
      <div ref={list} />
      <input aria-label="Filter" />
      <input type="range" aria-label="Threshold" />
      <aside>
        <h2 tabIndex={-1}>Flow</h2>
        <button type="button">Copy</button>
      </aside>
    </>
  );
}
const press = (key: string, on: Element = document.body, more = {}) => fireEvent.keyDown(on, { key, ...more });

it('j and k return to the active row while nothing is open', () => {
  render(<Page isOpen={false} />);
  press('j');
  press('k', screen.getByLabelText('Threshold'));
  expect(steps).toEqual([
    [3, true, false],
    [3, true, false],
  ]);
});

it('with open details they step, and the focus stays with a user who reads the details', () => {
  render(<Page isOpen />);
  press('j');
  press('k', screen.getByRole('button'));
  expect(steps).toEqual([
    [4, true, true],
    [2, false, true],
  ]);
});

it('arrows step from the heading of the details alone', () => {
  const { rerender } = render(<Page isOpen />);
  press('ArrowDown', screen.getByRole('heading'));
  press('ArrowUp', screen.getByRole('heading'));
  press('ArrowDown', screen.getByRole('button'));
  expect(steps.map(([place]) => place)).toEqual([4, 2]);
  rerender(<Page isOpen={false} />);
  press('ArrowDown', screen.getByRole('heading'));
  expect(steps).toHaveLength(2);
});

it('ignores text fields, shortcuts, handled keys and other letters', () => {
  render(<Page isOpen />);
  press('j', screen.getByLabelText('Filter'));
  press('j', document.body, { ctrlKey: true });
  press('x');
  const stop = (event: Event) => event.preventDefault();
  document.body.addEventListener('keydown', stop);
  press('j');
  document.body.removeEventListener('keydown', stop);
  expect(steps).toEqual([]);
});

it('the buttons of the details step without taking the focus', () => {
  render(<Page isOpen />);
  stepRow(1);
  stepRow(-1);
  expect(steps).toEqual([
    [4, false, true],
    [2, false, true],
  ]);
});

it('a hidden list, and a list that is gone, do not step', () => {
  const { unmount } = render(<Page isOpen />);
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([] as unknown as DOMRectList);
  press('j');
  stepRow(1);
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  unmount();
  press('j');
  stepRow(1);
  expect(steps).toEqual([]);
});
