// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Place, useDrag } from './use-drag.ts';

let calls: string[] = [];
const captured = vi.fn();
const written = ({ x, y }: Place) => `${x.toFixed(2)} ${y.toFixed(2)}`;

beforeEach(() => {
  calls = [];
  captured.mockReset();
  HTMLElement.prototype.setPointerCapture = captured;
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 50, 200, 100));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Chart() {
  const handlers = useDrag({
    onStart: (at, { width, height }) => calls.push(`start ${written(at)} in ${width} x ${height}`),
    onMove: (at) => calls.push(`move ${written(at)}`),
    onEnd: (at, isClick) => calls.push(`${isClick ? 'click' : 'end'} ${written(at)}`),
    onMenu: (at) => calls.push(`menu ${written(at)}`),
    onCancel: () => calls.push('cancel'),
  });
  return <div data-testid="chart" {...handlers} />;
}
const chart = () => screen.getByTestId('chart');
const at = (x: number, y: number, pointerId = 1) => ({ clientX: x, clientY: y, pointerId, button: 0 });
const down = (x: number, y: number, id?: number) => fireEvent.pointerDown(chart(), at(x, y, id));
const move = (x: number, y: number, id?: number) => fireEvent.pointerMove(chart(), at(x, y, id));
const up = (x: number, y: number, id?: number) => fireEvent.pointerUp(chart(), at(x, y, id));

it('reports a drag by its positions, from 0 at the left and at the bottom, also outside of the element', () => {
  render(<Chart />);
  down(100, 150);
  move(200, 100);
  up(400, 150);
  expect(calls).toEqual(['start 0.00 0.00 in 200 x 100', 'move 0.50 0.50', 'end 1.50 0.00']);
  expect(captured).toHaveBeenCalledExactlyOnceWith(1);
});

it('a little movement is a click, and a drag back to its start is none', () => {
  render(<Chart />);
  down(200, 100);
  move(202, 101);
  up(202, 101);
  down(200, 100);
  move(250, 100);
  up(200, 100);
  expect(calls.filter((call) => !call.startsWith('start'))).toEqual([
    'click 0.51 0.49',
    'move 0.75 0.50',
    'end 0.50 0.50',
  ]);
});

it('a press selects no text', () => {
  render(<Chart />);
  expect(down(200, 100)).toBe(false);
});

it('Esc and a lost pointer cancel it', () => {
  render(<Chart />);
  down(200, 100);
  move(250, 100);
  fireEvent.keyDown(window, { key: 'Escape' });
  up(260, 100);
  down(200, 100);
  fireEvent.pointerCancel(chart(), at(200, 100));
  fireEvent.keyDown(window, { key: 'Escape' });
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['start', 'move', 'cancel', 'start', 'cancel']);
});

it('ignores other buttons, and a second finger', () => {
  render(<Chart />);
  fireEvent.pointerDown(chart(), { ...at(200, 100), button: 2 });
  move(250, 100);
  down(200, 100, 1);
  down(120, 100, 2);
  move(130, 100, 2);
  up(130, 100, 2);
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['start']);
});

it('reports a right click and a finger that stays, which then is no click', () => {
  vi.useFakeTimers();
  render(<Chart />);
  expect(fireEvent.contextMenu(chart(), at(150, 100))).toBe(false);
  const finger = (x: number) => ({ ...at(x, 100), pointerType: 'touch' });
  fireEvent.pointerDown(chart(), finger(200));
  vi.advanceTimersByTime(600);
  fireEvent.pointerUp(chart(), finger(200));
  vi.advanceTimersByTime(200);
  expect(calls).toEqual([
    'menu 0.25 0.50',
    'start 0.50 0.50 in 200 x 100',
    'cancel',
    'menu 0.50 0.50',
    'menu 0.50 0.50',
  ]);
  calls = [];
  fireEvent.pointerDown(chart(), finger(200));
  fireEvent.pointerMove(chart(), finger(240));
  vi.advanceTimersByTime(600);
  fireEvent.pointerUp(chart(), finger(240));
  fireEvent.pointerDown(chart(), finger(200));
  fireEvent.pointerUp(chart(), finger(200));
  vi.advanceTimersByTime(600);
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['start', 'move', 'end', 'start', 'click']);
  vi.useRealTimers();
});

it('a right click during a drag, or a Ctrl click on macOS, cancels the drag and opens the menu once', () => {
  render(<Chart />);
  down(200, 100);
  move(250, 100);
  fireEvent.contextMenu(chart(), at(250, 100));
  move(260, 100);
  up(260, 100);
  fireEvent.pointerDown(chart(), { ...at(150, 100), ctrlKey: true });
  fireEvent.contextMenu(chart(), { ...at(150, 100), ctrlKey: true });
  up(150, 100);
  const words = calls.map((call) => call.split(' ')[0]);
  expect(words).toEqual(['start', 'move', 'cancel', 'menu', 'start', 'cancel', 'menu']);
});

it('the context menu event of a finger does not replace its long press', () => {
  vi.useFakeTimers();
  render(<Chart />);
  const finger = { ...at(200, 100), pointerType: 'touch' };
  fireEvent.pointerDown(chart(), finger);
  vi.advanceTimersByTime(450);
  expect(fireEvent.contextMenu(chart(), finger)).toBe(false);
  vi.advanceTimersByTime(150);
  fireEvent.pointerUp(chart(), finger);
  vi.advanceTimersByTime(200);
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['start', 'cancel', 'menu', 'menu']);
  vi.useRealTimers();
});

it('a chart that disappears ends the press of a finger', () => {
  vi.useFakeTimers();
  const { unmount } = render(<Chart />);
  fireEvent.pointerDown(chart(), { ...at(200, 100), pointerType: 'touch' });
  unmount();
  vi.advanceTimersByTime(600);
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['start']);
  vi.useRealTimers();
});
