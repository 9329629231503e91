// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MenuOpener } from './menu-opener.tsx';

const onOpen = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  onOpen.mockReset();
  render(<Grid />);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Grid() {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={scroller} data-testid="grid">
        <span role="gridcell" tabIndex={-1} data-column="a">
          10.0.0.1
        </span>
        <span role="gridcell" tabIndex={-1} data-column="b">
          443
        </span>
        <p>beside</p>
      </div>
      <MenuOpener scroller={scroller} onOpen={onOpen} />
    </>
  );
}
const opener = () => screen.getByTitle(/Include, exclude or copy/);
const over = (target: Element, pointerType = 'mouse') => fireEvent.pointerOver(target, { pointerType });
const rest = () => vi.advanceTimersByTime(200);

it('appears in the cell on which the mouse rests, and opens its menu', () => {
  over(screen.getByText('10.0.0.1'));
  vi.advanceTimersByTime(199);
  expect(opener().hidden).toBe(true);
  vi.advanceTimersByTime(1);
  expect(opener().hidden).toBe(false);
  fireEvent.click(opener());
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(screen.getByText('10.0.0.1'));
});

it('follows the mouse to the next cell after another rest', () => {
  over(screen.getByText('10.0.0.1'));
  rest();
  over(screen.getByText('443'));
  expect(opener().hidden).toBe(true);
  rest();
  fireEvent.click(opener());
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(screen.getByText('443'));
});

it('disappears beside the cells, on a scroll, and when the mouse leaves, but not when the mouse reaches it', () => {
  const leaves = [
    () => over(screen.getByText('beside')),
    () => fireEvent.scroll(screen.getByTestId('grid')),
    () => fireEvent.pointerLeave(screen.getByTestId('grid'), { relatedTarget: document.body }),
  ];
  for (const leave of leaves) {
    over(screen.getByText('443'));
    rest();
    fireEvent.pointerLeave(screen.getByTestId('grid'), { relatedTarget: opener() });
    expect(opener().hidden).toBe(false);
    leave();
    expect(opener().hidden).toBe(true);
  }
});

it('does not appear by touch, and is no Tab stop', () => {
  over(screen.getByText('10.0.0.1'), 'touch');
  rest();
  expect(opener().hidden).toBe(true);
  expect(opener().tabIndex).toBe(-1);
});

it('disappears with its cell when the list becomes empty under the mouse', async () => {
  over(screen.getByText('443'));
  rest();
  expect(opener().hidden).toBe(false);
  screen.getByText('443').remove();
  await vi.advanceTimersByTimeAsync(20);
  expect(opener().hidden).toBe(true);
});
