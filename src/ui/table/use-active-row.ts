import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ROW_HEIGHT, type Scroll, scrollTo } from './scroll.ts';

export interface ActiveRow {
  readonly place: number;
  /** For the element of that row. */
  readonly row: RefObject<HTMLDivElement | null>;
  /** Makes a row the active one where it is. */
  choose(place: number): void;
  /** Brings a row into sight and gives it the focus; the active one for -1. */
  moveTo(place: number): void;
  /** Takes the keys of a row. */
  onKeyDown(event: KeyboardEvent, open: () => void): void;
}

/**
 * The one row that the keyboard is at, and the only one that Tab stops at. The first of each new view. While a flow is open,
 * j and k move on from anywhere in the page; else they lead back into the table.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  scroll: Scroll,
  /** What is listed; another, by identity, begins at its first row. */
  view: unknown,
  isFlowOpen: boolean,
): ActiveRow {
  const { total } = scroll;
  const [{ chosen, moves }, setAt] = useState({ chosen: 0, moves: 0 });
  const place = Math.min(chosen, Math.max(0, total - 1));
  const row = useRef<HTMLDivElement>(null);

  // Each move ends in focus: only once the row is drawn as the active one, or the focus would make the one before it that.
  useLayoutEffect(() => {
    if (moves > 0) row.current?.focus({ preventScroll: true });
  }, [moves]);

  function choose(wanted: number): void {
    setAt((at) => (at.chosen === wanted ? at : { ...at, chosen: wanted }));
  }

  function moveTo(wanted: number): void {
    const element = scroller.current;
    if (element === null || total === 0) return;
    const next = wanted < 0 ? place : Math.min(total - 1, wanted);
    const top = scrollTo({ ...scroll, top: element.scrollTop }, next);
    if (top !== element.scrollTop) element.scrollTop = top;
    setAt((at) => ({ chosen: next, moves: at.moves + 1 }));
  }

  function onKeyDown(event: KeyboardEvent, open: () => void): void {
    if (isShortcut(event) || !(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    if (event.key === 'Enter') open();
    const next = placeAfter(event.key, place, total, Math.floor(scroll.height / ROW_HEIGHT) - 1);
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  }

  const shownView = useRef(view);
  useEffect(() => {
    if (shownView.current === view) return;
    shownView.current = view;
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    // What had the focus, a row or the way back, goes with the view before.
    const isLost = document.activeElement === document.body || document.activeElement === row.current;
    setAt((at) => ({ chosen: 0, moves: at.moves + (isLost ? 1 : 0) }));
  }, [view, scroller]);

  const onPageKey = useRef((_: globalThis.KeyboardEvent): void => {});
  onPageKey.current = (event) => {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
    if (scroller.current?.getClientRects().length === 0) return; // in a tab that is not in sight
    if (step === 0 || isShortcut(event) || event.defaultPrevented || takesKeys(event.target)) return;
    moveTo(Math.max(0, isFlowOpen ? place + step : place));
  };
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => onPageKey.current(event);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return { place, row, choose, moveTo, onKeyDown };
}

/** Where a key leads from a place, among rows 0 to `total - 1`; null for keys that lead nowhere. `page` is a screenful of rows. */
export function placeAfter(key: string, place: number, total: number, page: number): number | null {
  const step = steps(total, page).get(key);
  return step === undefined ? null : Math.max(0, Math.min(total - 1, place + step));
}

function steps(total: number, page: number): ReadonlyMap<string, number> {
  return new Map([
    ['ArrowDown', 1],
    ['j', 1],
    ['ArrowUp', -1],
    ['k', -1],
    ['PageDown', Math.max(1, page)],
    ['PageUp', -Math.max(1, page)],
    ['Home', -total],
    ['End', total],
  ]);
}

function isShortcut({ altKey, ctrlKey, metaKey }: KeyboardEvent | globalThis.KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}

/** Whether letters mean something there: where text is typed or a list is searched, and in what lies over the page. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input:not([type=range]), select, textarea, dialog, [popover]') !== null
  );
}
