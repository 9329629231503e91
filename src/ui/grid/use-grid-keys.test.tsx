// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useGridKeys } from './use-grid-keys.ts';

let calls: string[] = [];
beforeEach(() => {
  calls = [];
});
afterEach(cleanup);

const call = (name: string) => (by?: unknown) => void calls.push(by === undefined ? name : `${name} ${by}`);

function Grid({
  place = 0,
  column = null,
  hasPanel = false,
  unfolds = false,
  ids = ['a', 'b'],
}: {
  readonly place?: number;
  readonly column?: string | null;
  readonly hasPanel?: boolean;
  readonly unfolds?: boolean;
  readonly ids?: readonly string[];
}) {
  const onKeyDown = useGridKeys({
    active: {
      ...{ place, row: { current: null }, steps: 0 },
      choose: call('choose'),
      moveTo: call('moveTo'),
      bringIntoView: call('bringIntoView'),
      onKeyDown: ({ key }, open) => (key === 'Enter' ? open() : call('row')(key)),
    },
    cell: { column, move: call('cell'), leave: call('leave') },
    ids,
    openRow: call('open'),
    showMenu: (target) => call('menu')(target.textContent),
    suppress: hasPanel ? null : call('suppress'),
    unfold: (isOpening) => {
      call('unfold')(isOpening);
      return unfolds;
    },
  });
  return (
    <div role="grid" tabIndex={-1} onKeyDown={onKeyDown}>
      <div role="row" tabIndex={-1}>
        {['a', 'b'].map((id) => (
          <div key={id} role="columnheader" tabIndex={-1}>
            <button type="button">{id}</button>
          </div>
        ))}
      </div>
      <div role="row" data-place={place} tabIndex={-1}>
        <span role="gridcell" tabIndex={-1}>
          10.0.0.1
        </span>
      </div>
      <p>no row</p>
    </div>
  );
}
const cell = () => screen.getByRole('gridcell');
const press = (on: Element, ...keys: string[]) => keys.map((key) => fireEvent.keyDown(on, { key }));

it('arrows to the side move along the cells, and first expand or collapse a group from the row itself', () => {
  const { rerender } = render(<Grid />);
  press(cell(), 'ArrowRight', 'ArrowLeft');
  expect(calls).toEqual(['unfold true', 'cell 1', 'unfold false', 'cell -1']);
  calls = [];
  rerender(<Grid unfolds />);
  press(cell(), 'ArrowRight');
  expect(calls).toEqual(['unfold true']);
  calls = [];
  rerender(<Grid unfolds column="a" />);
  press(cell(), 'ArrowRight');
  expect(calls).toEqual(['cell 1']);
});

it('the menu key and Shift with F10 open the menu of the value', () => {
  render(<Grid />);
  press(cell(), 'ContextMenu', 'F10');
  fireEvent.keyDown(cell(), { key: 'F10', shiftKey: true });
  expect(calls).toEqual(['menu 10.0.0.1', 'row F10', 'menu 10.0.0.1']);
});

it('up from the first row leads to the header of the cell, and from other rows to the row above', () => {
  const { rerender } = render(<Grid column="b" />);
  press(cell(), 'ArrowUp');
  expect([document.activeElement?.textContent, calls]).toEqual(['b', []]);
  rerender(<Grid column={null} />);
  press(cell(), 'ArrowUp');
  expect(document.activeElement?.textContent).toBe('a');
  rerender(<Grid place={1} />);
  press(cell(), 'ArrowUp');
  rerender(<Grid ids={[]} />);
  press(cell(), 'ArrowUp');
  expect(calls).toEqual(['row ArrowUp', 'row ArrowUp']);
});

it('other keys go to the row, with the function that opens it', () => {
  render(<Grid place={4} />);
  press(cell(), 'PageDown', 'Enter');
  expect(calls).toEqual(['row PageDown', 'open 4']);
});

it('arrows in the header move along it, and down to the rows', () => {
  render(<Grid />);
  const [first, second] = screen.getAllByRole('button');
  press(first, 'ArrowRight');
  expect(document.activeElement).toBe(second);
  press(second, 'ArrowRight');
  press(second, 'ArrowLeft');
  expect(document.activeElement).toBe(first);
  press(first, 'ArrowDown', 'x');
  expect(calls).toEqual(['moveTo -1']);
});

it('ignores shortcuts, and keys outside of rows', () => {
  render(<Grid />);
  for (const key of ['altKey', 'ctrlKey', 'metaKey']) fireEvent.keyDown(cell(), { key: 'ArrowRight', [key]: true });
  press(screen.getByText('no row'), 'ArrowRight', 'Enter');
  expect(calls).toEqual([]);
});

it('x suppresses the flows of the row, and is left to an open panel', () => {
  const { rerender } = render(<Grid />);
  press(cell(), 'x');
  expect(calls).toEqual(['suppress']);
  calls = [];
  rerender(<Grid hasPanel />);
  press(cell(), 'x');
  expect(calls).toEqual(['row x']);
});
