// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { stubLayout } from '../../testing/stub-layout.ts';
import { ValueMenus } from '../parts/value-menu.tsx';
import { BrushLayer } from './brush-layer.tsx';
import type { Span } from './span.ts';

beforeEach(() => stubLayout(100, 50));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const words = ({ first, end }: Span) => `${first} to ${end}`;

/** Ten bars of 10 pixels, with a brush. */
function bars(span: Span | null) {
  const [onDraft, onCommit, onCancel] = [vi.fn(), vi.fn(), vi.fn()];
  render(
    <ValueMenus onValue={() => {}}>
      <BrushLayer
        {...{ name: 'Time', bins: 10, span, label: '', onDraft, onCommit, onCancel }}
        describeBorder={String}
        describeBin={(bin) => `bin ${bin}`}
        markValue={(mark) => ({ name: 'time', text: words(mark), predicate: equals('proto', 'udp') })}
      />
    </ValueMenus>,
  );
  const surface = screen.getByRole('group', { name: 'Time' });
  const menu = () => screen.getByRole('menu').getAttribute('aria-label');
  return {
    ...{ surface, onDraft, onCommit, onCancel },
    rightClick(clientX: number) {
      fireEvent.contextMenu(surface, { clientX, clientY: 20 });
      return menu();
    },
    menuKey(edge: string, key: object) {
      const slider = screen.getByRole('slider', { name: edge });
      fireEvent.keyDown(slider, key);
      fireEvent.keyUp(slider, key);
      return menu();
    },
  };
}

it('a right click opens the menu of the bar, or of the brush that the bar is in', () => {
  const { rightClick, onCommit } = bars({ first: 2, end: 5 });
  expect([15, 20, 49, 50, 99].map(rightClick)).toEqual([
    'time 1 to 2',
    'time 2 to 5',
    'time 2 to 5',
    'time 5 to 6',
    'time 9 to 10',
  ]);
  expect(onCommit).not.toHaveBeenCalled();
});

it('the menu key on an edge opens the menu of the brush, or of the bar at the edge', () => {
  const { menuKey, onDraft, onCommit } = bars({ first: 2, end: 5 });
  const keys = [{ key: 'ContextMenu' }, { key: 'F10', shiftKey: true }];
  expect(keys.map((key) => menuKey('From', key))).toEqual(['time 2 to 5', 'time 2 to 5']);
  expect(menuKey('To', keys[0])).toBe('time 2 to 5');
  cleanup();
  const { menuKey: menuOf } = bars(null);
  expect(menuOf('From', keys[0])).toBe('time 0 to 1');
  expect([onDraft, onCommit].flatMap(({ mock }) => mock.calls)).toEqual([]);
});

it('other keys on an edge change the brush, which is final at key up', () => {
  const { onDraft, onCommit } = bars({ first: 2, end: 5 });
  const to = screen.getByRole('slider', { name: 'To' });
  fireEvent.keyDown(to, { key: 'ArrowRight' });
  fireEvent.keyDown(to, { key: 'ArrowRight' });
  expect(onDraft.mock.calls).toEqual([[{ first: 2, end: 6 }], [{ first: 2, end: 7 }]]);
  expect(onCommit).not.toHaveBeenCalled();
  fireEvent.keyUp(to, { key: 'ArrowRight' });
  expect(onCommit).toHaveBeenCalledExactlyOnceWith({ first: 2, end: 7 });
});

it('a click selects a bar, and a Ctrl click, which opens the menu on macOS, does not', () => {
  const { surface, rightClick, onCommit } = bars(null);
  const at = { clientX: 35, clientY: 20, button: 0, pointerId: 1 };
  fireEvent.pointerDown(surface, { ...at, ctrlKey: true });
  rightClick(35);
  fireEvent.pointerUp(surface, { ...at, ctrlKey: true });
  expect(onCommit).not.toHaveBeenCalled();
  fireEvent.pointerDown(surface, at);
  fireEvent.pointerUp(surface, at);
  expect(onCommit).toHaveBeenCalledExactlyOnceWith({ first: 3, end: 4 });
});
