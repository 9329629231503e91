// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ActiveRow, useActiveRow } from './use-active-row.ts';

const ROW = 24;
let active: ActiveRow;
const onEnter = vi.fn();

beforeEach(() => {
  onEnter.mockReset();
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function List({ total = 50, isOpen = false }: { readonly total?: number; readonly isOpen?: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  const list = { view: 'all', kept: null, isHere: true };
  active = useActiveRow(scroller, { total, rowHeight: ROW, top: 0, height: 10 * ROW }, list, isOpen);
  return (
    <div ref={scroller} role="grid" tabIndex={-1} onKeyDown={(event) => active.onKeyDown(event, onEnter)}>
      {Array.from({ length: total }, (_, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
          key={place}
          role="row"
          tabIndex={place === active.place ? 0 : -1}
          {...(place === active.place ? { ref: active.row } : {})}
        >
          {place}
        </div>
      ))}
      <button type="button">Menu</button>
    </div>
  );
}
const focused = () => document.activeElement?.textContent;
const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement as Element, { key, ...more });

it('the first row is the Tab stop, and keys move the focus among all rows', () => {
  render(<List />);
  expect(active.place).toBe(0);
  act(() => active.moveTo(-1));
  const path = ['ArrowDown', 'j', 'k', 'PageDown', 'End', 'PageUp', 'Home', 'ArrowUp'].map((key) => {
    press(key);
    return focused();
  });
  expect(path).toEqual(['1', '2', '1', '10', '49', '40', '0', '0']);
});

it('scrolls a row into view', () => {
  render(<List />);
  act(() => active.moveTo(30));
  expect(focused()).toBe('30');
  const { scrollTop } = screen.getByRole('grid');
  expect(scrollTop).toBeGreaterThan(20 * ROW);
  expect(scrollTop).toBeLessThanOrEqual(30 * ROW);
});

it('Enter opens. Shortcuts, and keys on other elements, do nothing', () => {
  render(<List />);
  act(() => active.moveTo(5));
  press('Enter');
  expect(onEnter).toHaveBeenCalledTimes(1);
  press('ArrowDown', { altKey: true });
  screen.getByRole('button').focus();
  press('Enter');
  press('ArrowDown');
  expect(onEnter).toHaveBeenCalledTimes(1);
  expect(active.place).toBe(5);
});

it('counts steps while details are open, and choosing a row is no step', () => {
  const { rerender } = render(<List />);
  act(() => active.moveTo(0));
  press('ArrowDown');
  expect(active.steps).toBe(0);
  rerender(<List isOpen />);
  press('ArrowDown');
  press('j');
  expect([active.place, active.steps]).toEqual([3, 2]);
  act(() => active.choose(7));
  expect([active.place, active.steps]).toEqual([7, 2]);
});

it('a shorter list has its last row active', () => {
  const { rerender } = render(<List />);
  act(() => active.moveTo(40));
  rerender(<List total={10} />);
  expect(active.place).toBe(9);
  rerender(<List total={0} />);
  expect(active.place).toBe(0);
});
