// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { type OnValue, ValueMenus } from '../parts/value-menu.tsx';
import { numberColumn, textColumn } from './cells.tsx';
import { firstLayout } from './column-layout.ts';
import { DataGrid } from './data-grid.tsx';
import type { GridColumn, GridSort, RowsWindow } from './grid-column.ts';
import { stepRow } from './row-steps.ts';
import { pageAround } from './use-rows.ts';

interface Host {
  readonly id: number;
  readonly address: string;
}

const columns: readonly GridColumn<Host>[] = [
  {
    ...textColumn<Host>('address', 'id.orig_h', 120, 'The host.', {
      cell: ({ address }) => address,
      textOf: ({ address }) => address,
    }),
    isFrozen: true,
    filterOf: ({ address }) => equals('id.orig_h', address),
  },
  numberColumn<Host>('flows', 'flows', 80, 'Its flows.', {
    cell: ({ id }) => 10 * id,
    textOf: ({ id }) => String(10 * id),
  }),
];
const card = {
  labels: ['a', 'b', 'c', 'd', 'e'] as const,
  title: ({ address }: Host) => address,
  aside: () => '',
  line: () => '',
  corner: () => '',
  more: () => '',
};
const TOTAL = 1000;
const rowsBetween = (start: number, end: number): RowsWindow<Host> => ({
  start,
  total: TOTAL,
  rows: Array.from({ length: Math.min(end, TOTAL) - start }, (_, at) => ({
    id: start + at,
    address: `10.0.0.${start + at}`,
  })),
});

/** The answers wait for it. */
let held: Promise<void> = Promise.resolve();
let asked: string[] = [];
let opened: string[] = [];
let actions: Parameters<OnValue>[] = [];

function Hosts() {
  const [sort, setSort] = useState<GridSort>({ by: 'flows', descending: true });
  const [layout, setLayout] = useState(firstLayout);
  const [open, setOpen] = useState<number | null>(null);
  return (
    <ValueMenus onValue={(...action) => actions.push(action)}>
      <DataGrid<Host, RowsWindow<Host>>
        name="Hosts"
        ask={async (start, end) => {
          asked.push(`${sort.by} ${sort.descending} ${start} ${end}`);
          await held;
          return rowsBetween(start, end);
        }}
        listKey={`${sort.by} ${sort.descending}`}
        isShown
        columns={() => columns}
        card={card}
        layout={layout}
        onLayout={setLayout}
        sort={sort}
        onSort={setSort}
        selected={open}
        idOf={({ id }) => id}
        marksOf={({ id }) => ({ 'data-id': id })}
        head={() => null}
        none="No host."
        onOpen={({ id }, isStep) => {
          opened.push(`${id} ${isStep}`);
          setOpen(id);
        }}
      />
      <button type="button" onClick={() => stepRow(1)}>
        Next
      </button>
    </ValueMenus>
  );
}

const row = (place: number) => screen.getAllByRole('row').find((one) => one.dataset.place === String(place));
const focusOf = () => document.activeElement as HTMLElement;
const press = (key: string, more = {}) => act(async () => void fireEvent.keyDown(focusOf(), { key, ...more }));

beforeEach(async () => {
  [asked, opened, actions] = [[], [], []];
  held = Promise.resolve();
  // A viewport of ten rows, since this DOM has no layout.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(28 + 240);
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  HTMLElement.prototype.togglePopover = () => true;
  HTMLElement.prototype.hidePopover = () => {};
  await act(async () => void render(<Hosts />));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the grid', () => {
  it('asks once for the rows around the visible ones, and draws one page', () => {
    expect(asked).toEqual(['flows true 0 180']);
    expect(screen.getByRole('grid', { name: 'Hosts' }).getAttribute('aria-rowcount')).toBe(String(TOTAL + 1));
    expect(screen.getAllByRole('row').length).toBeLessThan(30);
    expect(row(3)?.textContent).toBe('10.0.0.330');
  });

  it('is busy until its visible rows have arrived', async () => {
    const busy = () => screen.getByRole('grid', { name: 'Hosts' }).getAttribute('aria-busy');
    expect(busy()).toBe('false');
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    act(() => row(0)?.focus());
    await press('End');
    act(() => void fireEvent.scroll(screen.getByRole('grid', { name: 'Hosts' })));
    await vi.waitFor(() => expect([row(TOTAL - 1)?.textContent, busy()]).toEqual(['', 'true']));
    await act(async () => release());
    await vi.waitFor(() => expect([row(TOTAL - 1)?.textContent, busy()]).toEqual(['10.0.0.9999990', 'false']));
  });

  it('has data attributes on each row', () => {
    expect(screen.getAllByRole('row').flatMap(({ dataset: { place, id } }) => (id === place ? [] : [id]))).toEqual([]);
    expect(row(3)?.dataset.id).toBe('3');
  });

  it('has one Tab stop after any key', async () => {
    const stops = () => [...document.querySelectorAll('[role=grid] [tabindex="0"]')];
    expect(stops()).toEqual([row(0)]);
    act(() => row(0)?.focus());
    for (const key of ['j', 'ArrowDown', 'ArrowRight', 'PageDown', 'ArrowRight', 'ArrowLeft', 'End', 'k', 'Home']) {
      await press(key);
      expect(stops(), key).toEqual([focusOf()]);
    }
  });

  it('moves along the cells of a row and down a column', async () => {
    act(() => row(0)?.focus());
    await press('ArrowRight');
    expect(focusOf().dataset.column).toBe('address');
    await press('ArrowRight');
    await press('ArrowDown');
    expect([focusOf().dataset.column, focusOf().closest<HTMLElement>('[role=row]')?.dataset.place]).toEqual([
      'flows',
      '1',
    ]);
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(focusOf()).toBe(row(1));
  });

  it('moves from the first row to the column headers, along them and back', async () => {
    act(() => row(0)?.focus());
    await press('ArrowUp');
    expect(focusOf().textContent).toBe('id.orig_h');
    await press('ArrowRight');
    expect(focusOf().textContent).toContain('flows');
    await press('ArrowDown');
    expect(focusOf()).toBe(row(0));
  });

  it('opens a row by Enter or a click, but not by a selection or a drag', async () => {
    act(() => row(0)?.focus());
    await press('j');
    await press('Enter');
    expect(opened).toEqual(['1 false']);
    const click = async (place: number, to: number) => {
      const target = row(place) as HTMLElement;
      await act(async () => {
        fireEvent.pointerDown(target, { clientX: 5, clientY: 5 });
        fireEvent.click(target, { clientX: to, clientY: 5, detail: 1 });
      });
    };
    await click(2, 30);
    expect(opened).toEqual(['1 false']);
    await click(2, 7);
    expect(opened).toEqual(['1 false', '2 false']);
    vi.spyOn(window, 'getSelection').mockReturnValue({ isCollapsed: false, containsNode: () => true } as never);
    await click(4, 5);
    expect(opened).toEqual(['1 false', '2 false']);
  });

  it('steps to the next row on request while a row is open', async () => {
    act(() => row(0)?.focus());
    await press('Enter');
    await act(async () => screen.getByRole('button', { name: 'Next' }).click());
    expect(opened).toEqual(['0 false', '1 true']);
  });

  it('opens the menu of a cell by keys, and applies the choice', async () => {
    act(() => row(0)?.focus());
    await press('j');
    await press('ArrowRight');
    await press('F10', { shiftKey: true });
    const items = () =>
      screen.getAllByRole('menuitem', { hidden: true }).map((item) => item.getAttribute('aria-label'));
    expect(items()).toEqual(['Include', 'Exclude', 'Copy']);
    await act(async () => screen.getByRole('menuitem', { name: 'Exclude', hidden: true }).click());
    expect(actions).toEqual([['exclude', equals('id.orig_h', '10.0.0.1')]]);
    act(() => row(1)?.focus());
    await press('ArrowRight');
    await press('ArrowRight');
    await press('ContextMenu');
    expect(items()).toEqual(['Copy']);
  });

  it('opens the menu of a value by a long press, without opening the row', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const cell = row(2)?.querySelector('[data-column=address]') as HTMLElement;
    const rest = async (milliseconds: number) => {
      fireEvent.pointerDown(cell, { pointerType: 'touch', clientX: 5, clientY: 5 });
      await act(async () => void vi.advanceTimersByTime(milliseconds));
      fireEvent.pointerUp(cell, { pointerType: 'touch', clientX: 5, clientY: 5 });
      await act(async () => void fireEvent.click(cell, { clientX: 5, clientY: 5, detail: 1 }));
    };
    await rest(600);
    vi.useRealTimers();
    expect(screen.getAllByRole('menuitem', { hidden: true })).toHaveLength(3);
    expect(opened).toEqual([]);
  });

  it('sorts by a click on a column header, from the first row', async () => {
    await act(async () => screen.getByRole('button', { name: /^id.orig_h/ }).click());
    expect(asked.at(-1)).toBe('address false 0 180');
    expect(screen.getByRole('columnheader', { name: 'id.orig_h' }).getAttribute('aria-sort')).toBe('ascending');
  });
});

it('asks for one block before and after the visible rows, and changes once per block', () => {
  expect(pageAround(0, 20)).toEqual([0, 180]);
  expect(pageAround(59, 20)).toEqual([0, 180]);
  expect(pageAround(60, 20)).toEqual([0, 240]);
  expect(pageAround(130, 70)).toEqual([60, 360]);
});
