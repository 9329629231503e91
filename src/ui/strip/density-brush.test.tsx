// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { stubLayout } from '../../testing/stub-layout.ts';
import { ValueMenus } from '../parts/value-menu.tsx';
import { type Box, none } from './box.ts';
import { DensityBrush, type DensityBrushProps } from './density-brush.tsx';

beforeEach(() => stubLayout(100, 100));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const words = ({ x, y }: Box) =>
  Object.entries({ x, y })
    .flatMap(([along, span]) => (span === null ? [] : [`${along} ${span.first} to ${span.end}`]))
    .join(', ');

/** A map of 10 by 10 cells, and the name of the menu that a right click or a key opens. */
function map(canBrush: DensityBrushProps['canBrush'], box: Box = none) {
  const [onCommit, onCancel] = [vi.fn(), vi.fn()];
  const predicate = canBrush.x || canBrush.y ? equals('proto', 'udp') : null;
  render(
    <ValueMenus onValue={() => {}}>
      <DensityBrush
        {...{
          box,
          columns: 10,
          lines: 10,
          canBrush,
          names: { x: 'bytes', y: 'packets' },
          label: '',
          onCommit,
          onCancel,
        }}
        describeBorder={(along, border) => `${along} ${border}`}
        describeCell={() => ''}
        markValue={(mark) => ({ name: 'density', text: words(mark), predicate })}
        onDraft={() => {}}
      />
    </ValueMenus>,
  );
  const opened = () => ({
    name: screen.getByRole('menu').getAttribute('aria-label'),
    items: screen.getAllByRole('menuitem').map((item) => item.getAttribute('aria-label')),
  });
  return {
    ...{ onCommit, onCancel },
    rightClick(x: number, y: number) {
      fireEvent.contextMenu(screen.getByRole('group', { name: 'Density' }), { clientX: x, clientY: y });
      return opened();
    },
    menuKey(edge: string) {
      fireEvent.keyDown(screen.getByRole('slider', { name: edge }), { key: 'F10', shiftKey: true });
      return opened().name;
    },
  };
}

it('a right click opens the menu of the cell, or of the brush that the cell is in', () => {
  const box = { x: { first: 2, end: 5 }, y: { first: 0, end: 3 } };
  const { rightClick } = map({ x: true, y: true }, box);
  expect(rightClick(35, 95).name).toBe('density x 2 to 5, y 0 to 3');
  expect(rightClick(75, 5)).toEqual({ name: 'density x 7 to 8, y 9 to 10', items: ['Include', 'Exclude', 'Copy'] });
});

it('an axis of a component limits nothing, and a cell of two components can only be copied', () => {
  expect(map({ x: true, y: false }).rightClick(75, 5).name).toBe('density x 7 to 8');
  cleanup();
  const { rightClick } = map({ x: false, y: false });
  expect(rightClick(75, 5)).toEqual({ name: 'density x 7 to 8, y 9 to 10', items: ['Copy'] });
});

it('the menu key on an edge opens the menu of the brush, or of the bins along the edge', () => {
  const { menuKey } = map({ x: true, y: true });
  expect([menuKey('bytes from'), menuKey('packets to')]).toEqual(['density x 0 to 1', 'density y 9 to 10']);
  cleanup();
  const brushed = map({ x: true, y: true }, { x: { first: 2, end: 5 }, y: null });
  expect(brushed.menuKey('packets to')).toBe('density x 2 to 5');
});

it('a Ctrl click, which opens the menu on macOS, sets no brush', () => {
  const { rightClick, onCommit, onCancel } = map({ x: true, y: true });
  const at = { clientX: 75, clientY: 5, button: 0, ctrlKey: true, pointerId: 1 };
  const surface = screen.getByRole('group', { name: 'Density' });
  fireEvent.pointerDown(surface, at);
  rightClick(75, 5);
  fireEvent.pointerUp(surface, at);
  expect(onCommit).not.toHaveBeenCalled();
  expect(onCancel).toHaveBeenCalledOnce();
});
