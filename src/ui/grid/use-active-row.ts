import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { isShortcut, placeAfter } from './row-keys.ts';
import { type Scroll, scrollTo } from './scroll.ts';
import { type KeptList, useKeptPlace } from './use-kept-place.ts';
import { type Bring, usePageSteps } from './use-page-steps.ts';

/** The row of the keyboard, with functions that move it. */
export interface ActiveRow {
  readonly place: number;
  /** Ref of the row's element. */
  readonly row: RefObject<HTMLDivElement | null>;
  /** Number of key steps while details were open. The details follow each step. */
  readonly steps: number;
  /** Makes a row active without scrolling. */
  choose(place: number): void;
  /** Scrolls a row into view and focuses it; -1 for the active row. */
  moveTo(place: number): void;
  /** Scrolls a row into view and makes it active, without the focus. */
  bringIntoView(place: number): void;
  /** Handles the keys of a row. */
  onKeyDown(event: KeyboardEvent, open: () => void): void;
}

/**
 * The row of the keyboard, which is the only Tab stop. It is the first row of a new view, or the row where the user
 * left the view. While details are open, j and k move anywhere in the page, and arrows move from the header of the
 * details. Otherwise they return to the table.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  scroll: Scroll,
  list: KeptList,
  isOpen: boolean,
): ActiveRow {
  const { total } = scroll;
  const [{ chosen, moves, steps }, setAt] = useState({ chosen: 0, moves: 0, steps: 0 });
  const place = Math.min(chosen, Math.max(0, total - 1));
  const row = useRef<HTMLDivElement>(null);

  // Focuses the row after it is rendered as the active one. An earlier focus would activate the previous row.
  useLayoutEffect(() => {
    if (moves === 0 || row.current === null) return;
    const cell = row.current.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]');
    (cell ?? row.current).focus({ preventScroll: true });
  }, [moves]);

  const bring: Bring = (wanted, takesFocus, isStep) => {
    const element = scroller.current;
    if (element === null || total === 0) return;
    const next = wanted < 0 ? place : Math.min(total - 1, wanted);
    const top = scrollTo({ ...scroll, top: element.scrollTop }, next);
    if (top !== element.scrollTop) element.scrollTop = top;
    setAt((at) => ({ chosen: next, moves: at.moves + (takesFocus ? 1 : 0), steps: at.steps + (isStep ? 1 : 0) }));
  };

  function onKeyDown(event: KeyboardEvent, open: () => void): void {
    const { target } = event;
    if (isShortcut(event) || !(target instanceof HTMLElement) || !/^(row|gridcell)$/.test(target.role ?? '')) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      open();
      return;
    }
    const next = placeAfter(event.key, place, total, Math.floor(scroll.height / scroll.rowHeight) - 1);
    if (next === null) return;
    event.preventDefault();
    bring(next, true, isOpen);
  }

  const onPlace = useCallback(
    (chosen: number, isLost: boolean) => setAt((at) => ({ ...at, chosen, moves: at.moves + (isLost ? 1 : 0) })),
    [],
  );
  useKeptPlace(scroller, row, scroll, place, list, onPlace);
  usePageSteps(scroller, place, isOpen, bring);
  return {
    place,
    row,
    steps,
    choose: (wanted) => setAt((at) => (at.chosen === wanted ? at : { ...at, chosen: wanted })),
    moveTo: (wanted) => bring(wanted, true, false),
    bringIntoView: (wanted) => bring(wanted, false, false),
    onKeyDown,
  };
}
