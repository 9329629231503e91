// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type BarRange, useBarDrag } from './use-bar-drag.ts';

let ranges: BarRange[] = [];
let shown: BarRange | null = null;

beforeEach(() => {
  ranges = [];
  HTMLElement.prototype.setPointerCapture = () => {};
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 0, 200, 40));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Bars() {
  const { range, handlers } = useBarDrag(10, (chosen) => ranges.push(chosen));
  shown = range;
  return <div data-testid="bars" {...handlers} />;
}
const at = (clientX: number, more = {}) => ({ clientX, button: 0, buttons: 1, pointerId: 1, ...more });
const down = (x: number, more = {}) => fireEvent.pointerDown(screen.getByTestId('bars'), at(x, more));
const move = (x: number, more = {}) => fireEvent.pointerMove(screen.getByTestId('bars'), at(x, more));
const up = (x: number) => fireEvent.pointerUp(screen.getByTestId('bars'), at(x));

it('gives the bars under a drag in either direction, and at most all', () => {
  render(<Bars />);
  down(150);
  move(190);
  expect(shown).toEqual({ first: 2, end: 5 });
  up(190);
  down(190);
  move(20);
  up(20);
  expect(ranges).toEqual([
    { first: 2, end: 5 },
    { first: 0, end: 5 },
  ]);
  expect(shown).toBeNull();
});

it('leaves a click to its bar, and a drag back to its bar is of this bar', () => {
  render(<Bars />);
  down(150);
  move(152);
  up(152);
  expect(ranges).toEqual([]);
  down(150);
  move(190);
  move(150);
  up(150);
  expect(ranges).toEqual([{ first: 2, end: 3 }]);
});

it('ignores fingers and other buttons, and ends with Esc and with a button that was released elsewhere', () => {
  render(<Bars />);
  down(150, { pointerType: 'touch' });
  move(190);
  down(150, { button: 2 });
  move(190);
  down(150);
  move(190);
  fireEvent.keyDown(window, { key: 'Escape' });
  up(190);
  down(150);
  move(190);
  move(200, { buttons: 0 });
  up(200);
  expect(ranges).toEqual([]);
});
