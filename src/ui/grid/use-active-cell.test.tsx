// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it } from 'vitest';
import { type ActiveCell, useActiveCell } from './use-active-cell.ts';

afterEach(cleanup);

let cell: ActiveCell;
function Row({ columns }: { readonly columns: readonly string[] }) {
  const row = useRef<HTMLDivElement>(null);
  cell = useActiveCell(row, columns);
  return (
    <div ref={row} role="row" tabIndex={-1}>
      {columns.map((id) => (
        <span key={id} role="gridcell" tabIndex={id === cell.column ? 0 : -1}>
          {id}
        </span>
      ))}
    </div>
  );
}
const focused = () => document.activeElement?.textContent;

it('moves the focus from the row along its cells, and back to the row', () => {
  render(<Row columns={['a', 'b']} />);
  expect(cell.column).toBeNull();
  act(() => cell.move(1));
  expect([cell.column, focused()]).toEqual(['a', 'a']);
  act(() => cell.move(1));
  act(() => cell.move(1));
  expect([cell.column, focused()]).toEqual(['b', 'b']);
  act(() => cell.move(-1));
  act(() => cell.move(-1));
  expect(cell.column).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('row'));
  act(() => cell.move(-1));
  expect(cell.column).toBeNull();
});

it('is the row again after leave(), and after the column is hidden', () => {
  const { rerender } = render(<Row columns={['a', 'b']} />);
  act(() => cell.move(1));
  act(() => cell.leave());
  expect(cell.column).toBeNull();
  act(() => cell.move(1));
  rerender(<Row columns={['b']} />);
  expect(cell.column).toBeNull();
  act(() => cell.move(1));
  expect(cell.column).toBe('b');
});
