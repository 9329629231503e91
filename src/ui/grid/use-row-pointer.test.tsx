// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useRowPointer } from './use-row-pointer.ts';

const onClick = vi.fn();
const onLongPress = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  onClick.mockReset();
  onLongPress.mockReset();
});
afterEach(() => {
  cleanup();
  getSelection()?.removeAllRanges();
  vi.useRealTimers();
});

function Row() {
  return <div {...useRowPointer(onClick, onLongPress)}>10.0.0.1</div>;
}
const row = () => screen.getByText('10.0.0.1');
const down = (pointerType: string) => fireEvent.pointerDown(row(), { clientX: 50, clientY: 50, pointerType });
const move = (x: number) => fireEvent.pointerMove(row(), { clientX: x, clientY: 50 });
const lift = (x = 50) => {
  fireEvent.pointerUp(row());
  fireEvent.click(row(), { clientX: x, clientY: 50, detail: 1 });
};

it('a click with a little movement is a click', () => {
  render(<Row />);
  down('mouse');
  lift(53);
  expect(onClick).toHaveBeenCalledExactlyOnceWith(row());
});

it('a drag is no click', () => {
  render(<Row />);
  down('mouse');
  lift(80);
  expect(onClick).not.toHaveBeenCalled();
});

it('a click without a pointer, as by a screen reader, is a click', () => {
  render(<Row />);
  down('mouse');
  fireEvent.click(row(), { clientX: 0, clientY: 0, detail: 0 });
  expect(onClick).toHaveBeenCalledTimes(1);
});

it('the end of a selection of text is no click', () => {
  render(<Row />);
  getSelection()?.selectAllChildren(document.body);
  down('mouse');
  lift();
  expect(onClick).not.toHaveBeenCalled();
});

it('a long press by touch is no click, and opens again after the finger lifts', () => {
  render(<Row />);
  down('touch');
  vi.advanceTimersByTime(499);
  expect(onLongPress).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onLongPress).toHaveBeenCalledExactlyOnceWith(row());
  lift();
  vi.runAllTimers();
  expect(onLongPress).toHaveBeenCalledTimes(2);
  expect(onClick).not.toHaveBeenCalled();
});

it('a touch that scrolls, a short touch, and a long press of a mouse are no long presses', () => {
  render(<Row />);
  down('touch');
  move(70);
  vi.advanceTimersByTime(1000);
  down('touch');
  lift();
  vi.advanceTimersByTime(1000);
  down('mouse');
  vi.advanceTimersByTime(1000);
  expect(onLongPress).not.toHaveBeenCalled();
  expect(onClick).toHaveBeenCalledTimes(1);
});
