import type { KeyboardEvent } from 'react';
import { isMenuKey } from '../parts/menu-key.ts';
import { placeOf } from './grid-target.ts';
import type { ActiveCell } from './use-active-cell.ts';
import type { ActiveRow } from './use-active-row.ts';

/** What the keys of a grid act on. */
interface GridKeys {
  readonly active: ActiveRow;
  readonly cell: ActiveCell;
  /** Ids of the shown columns. Empty for cards. */
  readonly ids: readonly string[];
  readonly openRow: (place: number) => void;
  readonly showMenu: (target: Element) => void;
  /** Expands or collapses the group of the active row. Returns whether this changed anything. */
  readonly unfold: (isOpening: boolean) => boolean;
  /** Suppresses the flows of the active row. Null if the key belongs to an open panel or the list has no flows. */
  readonly suppress: (() => void) | null;
}

/** The handler of key presses in a grid: within the active row, to other rows, and in the header. */
export function useGridKeys({
  active,
  cell,
  ids,
  openRow,
  showMenu,
  unfold,
  suppress,
}: GridKeys): (event: KeyboardEvent) => void {
  /** Moves along the cells. From the row itself the arrow keys first expand or collapse a group. */
  function moveAlong(by: -1 | 1): void {
    if (cell.column !== null || !unfold(by === 1)) cell.move(by);
  }

  /** The action of a key within the active row. Null for keys that lead to another row. */
  function actionOf({ key, shiftKey, currentTarget }: KeyboardEvent): ((target: Element) => void) | null {
    if (isMenuKey({ key, shiftKey })) return showMenu;
    if (key === 'x') return suppress && (() => suppress());
    if (key === 'ArrowLeft') return () => moveAlong(-1);
    if (key === 'ArrowRight') return () => moveAlong(1);
    if (key !== 'ArrowUp' || active.place > 0 || ids.length === 0) return null;
    return () => focusHead(currentTarget, cell.column === null ? 0 : ids.indexOf(cell.column));
  }

  return (event) => {
    const { target, altKey, ctrlKey, metaKey } = event;
    if (!(target instanceof HTMLElement) || altKey || ctrlKey || metaKey) return;
    if (target.closest('[role=columnheader]') !== null) moveInHead(event, target, () => active.moveTo(-1));
    if (placeOf(target) === null) return;
    const act = actionOf(event);
    if (act === null) {
      active.onKeyDown(event, () => openRow(active.place));
      return;
    }
    event.preventDefault();
    act(target);
  };
}

function focusHead(grid: EventTarget, at: number): void {
  if (!(grid instanceof Element)) return;
  grid.querySelectorAll<HTMLElement>('[role=columnheader] > button')[Math.max(0, at)]?.focus();
}

/** Arrow keys in the header: left and right along it, down to the rows. */
function moveInHead(event: KeyboardEvent, target: HTMLElement, toRows: () => void): void {
  const head = target.closest('[role=columnheader]');
  const beside =
    event.key === 'ArrowLeft'
      ? head?.previousElementSibling
      : event.key === 'ArrowRight'
        ? head?.nextElementSibling
        : null;
  if (event.key === 'ArrowDown') toRows();
  else if (beside === null || beside === undefined) return;
  else beside.querySelector('button')?.focus();
  event.preventDefault();
}
