// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { textColumn } from './cells.tsx';
import { type ColumnLayout, firstLayout } from './column-layout.ts';
import type { GridColumn } from './grid-column.ts';
import { useGridColumns } from './use-grid-columns.ts';

const column = (id: string, more: Partial<GridColumn<string>> = {}): GridColumn<string> => ({
  ...textColumn<string>(id, id, 100, '', { cell: () => id, textOf: () => id }),
  ...more,
});
const columns = [
  column('rank', { isFrozen: true, width: 40 }),
  column('host', { isFrozen: true }),
  column('service'),
  column('extra', { isShown: false }),
];
const shownBy = (layout: ColumnLayout) =>
  renderHook(() => useGridColumns(columns, layout, () => {})).result.current.map(
    ({ column: { id }, width, left, isLastFrozen }) => [id, width, left, isLastFrozen],
  );

it('places frozen columns beside each other at the left', () => {
  expect(shownBy(firstLayout)).toEqual([
    ['rank', 40, 0, false],
    ['host', 100, 40, true],
    ['service', 100, null, false],
  ]);
});

it('follows the set, the order and the widths of the layout', () => {
  expect(shownBy({ ...firstLayout, set: 'all' }).map(([id]) => id)).toEqual(['rank', 'host', 'service', 'extra']);
  const mine: ColumnLayout = {
    set: 'mine',
    order: ['host', 'extra', 'service', 'rank'],
    shown: { extra: true, service: false },
    widths: { host: 200 },
  };
  expect(shownBy(mine)).toEqual([
    ['host', 200, 0, false],
    ['rank', 40, 200, true],
    ['extra', 100, null, false],
  ]);
});

it('a reset of a width changes the layout alone', () => {
  const layouts: ColumnLayout[] = [];
  const layout = { ...firstLayout, widths: { host: 200, service: 90 } };
  const { result } = renderHook(() => useGridColumns(columns, layout, (next) => layouts.push(next)));
  result.current[1].header.column.resetSize();
  expect(layouts).toEqual([{ ...layout, widths: { service: 90 } }]);
});
