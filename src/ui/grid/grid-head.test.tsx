// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { numberColumn, textColumn } from './cells.tsx';
import { firstLayout } from './column-layout.ts';
import type { GridColumn, GridSort } from './grid-column.ts';
import { GridHead } from './grid-head.tsx';
import { useGridColumns } from './use-grid-columns.ts';

const value = { cell: () => '', textOf: () => '' };
const columns: readonly GridColumn<string>[] = [
  { ...textColumn<string>('host', 'host', 120, 'The host.', value), scope: 'log' },
  { ...numberColumn<string>('flows', 'flows', 80, 'Its flows.', value), scope: 'selection' },
  numberColumn<string>('bytes', 'bytes', 80, '', value),
];
let sorts: GridSort[] = [];
beforeEach(() => {
  sorts = [];
});
afterEach(cleanup);

function Head({ isTabStop = false }: { readonly isTabStop?: boolean }) {
  const [layout, onLayout] = useState(firstLayout);
  const [sort, setSort] = useState<GridSort>({ by: 'host', descending: false });
  const shown = useGridColumns(columns, layout, onLayout);
  const onSort = (next: GridSort) => {
    sorts.push(next);
    setSort(next);
  };
  return (
    <div role="grid">
      <GridHead {...{ columns, shown, layout, onLayout, sort, onSort, isTabStop }} />
    </div>
  );
}
const heads = () => screen.getAllByRole('columnheader');
const names = () => heads().map((head) => head.getAttribute('aria-label'));
const head = (name: string) => screen.getByRole('columnheader', { name });
const sorter = (name: string) => head(name).querySelector('button') as HTMLElement;
const sortOf = (name: string) => head(name).getAttribute('aria-sort');
const widthOf = (name: string) =>
  Number(screen.getByRole('separator', { name: `Width of ${name}` }).getAttribute('aria-valuenow'));

it('the first click sorts texts alphabetically and numbers largest first, the next reverses', () => {
  render(<Head />);
  expect(sortOf('host')).toBe('ascending');
  fireEvent.click(sorter('flows'));
  fireEvent.click(sorter('flows'));
  fireEvent.click(sorter('host'));
  fireEvent.click(sorter('host'));
  expect(sorts.map(({ by, descending }) => `${by} ${descending}`)).toEqual([
    'flows true',
    'flows false',
    'host false',
    'host true',
  ]);
  expect([sortOf('host'), sortOf('flows')]).toEqual(['descending', null]);
});

it('the tooltip has the meaning, and which flows the column covers', () => {
  render(<Head />);
  expect(['host', 'flows', 'bytes'].map((name) => sorter(name).title)).toEqual([
    'The host. Measured over the whole log.',
    'Its flows. Counted in the selection.',
    'bytes',
  ]);
});

it('Alt with an arrow resizes, with Shift it moves', () => {
  render(<Head />);
  fireEvent.keyDown(sorter('flows'), { key: 'ArrowRight', altKey: true });
  expect(widthOf('flows')).toBe(96);
  fireEvent.keyDown(sorter('flows'), { key: 'ArrowLeft', altKey: true });
  fireEvent.keyDown(sorter('flows'), { key: 'ArrowLeft', altKey: true });
  expect(widthOf('flows')).toBe(64);
  fireEvent.keyDown(sorter('flows'), { key: 'ArrowLeft', altKey: true, shiftKey: true });
  expect(names()).toEqual(['flows', 'host', 'bytes']);
  fireEvent.keyDown(sorter('flows'), { key: 'ArrowRight' });
  expect([names(), widthOf('flows')]).toEqual([['flows', 'host', 'bytes'], 64]);
});

it('arrows resize at the edge, and a double click resets the width', () => {
  render(<Head />);
  const edge = screen.getByRole('separator', { name: 'Width of host' });
  fireEvent.keyDown(edge, { key: 'ArrowRight' });
  expect(widthOf('host')).toBe(136);
  fireEvent.doubleClick(edge);
  expect(widthOf('host')).toBe(120);
});

it('a header dropped on another takes its place, and a dropped file does not', () => {
  render(<Head />);
  const cells = new Map<string, string>();
  const dataTransfer = {
    setData: (type: string, text: string) => cells.set(type, text),
    getData: (type: string) => cells.get(type) ?? '',
  };
  fireEvent.drop(head('host'), { dataTransfer });
  expect(names()).toEqual(['host', 'flows', 'bytes']);
  fireEvent.dragStart(head('bytes'), { dataTransfer });
  fireEvent.drop(head('host'), { dataTransfer });
  expect(names()).toEqual(['bytes', 'host', 'flows']);
});

it('the first header is a Tab stop if there are no rows', () => {
  const { rerender } = render(<Head />);
  expect(heads().map((one) => one.querySelector('button')?.tabIndex)).toEqual([-1, -1, -1]);
  rerender(<Head isTabStop />);
  expect(heads().map((one) => one.querySelector('button')?.tabIndex)).toEqual([0, -1, -1]);
});
