import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { onStepRow } from './row-steps.ts';
import { type Scroll, scrollTo } from './scroll.ts';

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
  /** Handles the keys of a row. */
  onKeyDown(event: KeyboardEvent, open: () => void): void;
}

/** The position in a list that the user left. */
interface Left {
  readonly chosen: number;
  readonly top: number;
}

const start: Left = { chosen: 0, top: 0 };

/**
 * The row of the keyboard, which is the only Tab stop. It is the first row of a new view, or the row where the user
 * left the view. While details are open, j and k move anywhere in the page, and arrows move from the header of the
 * details. Otherwise they return to the table.
 */
export function useActiveRow(
  scroller: RefObject<HTMLElement | null>,
  scroll: Scroll,
  /** Identity of the list and its order. Another one starts at its first row. */
  view: string,
  isOpen: boolean,
  /** Identity of the list without its order: returning to it restores the position. Null to restore nothing. */
  kept: string | null = null,
  /** Whether `total` belongs to the view. A list that is loading may be longer than the previous one. */
  isHere = true,
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

  function choose(wanted: number): void {
    setAt((at) => (at.chosen === wanted ? at : { ...at, chosen: wanted }));
  }

  function moveTo(wanted: number): void {
    bring(wanted, true, false);
  }

  /** Scrolls a row into view. */
  function bring(wanted: number, takesFocus: boolean, isStep: boolean): void {
    const element = scroller.current;
    if (element === null || total === 0) return;
    const next = wanted < 0 ? place : Math.min(total - 1, wanted);
    const top = scrollTo({ ...scroll, top: element.scrollTop }, next);
    if (top !== element.scrollTop) element.scrollTop = top;
    setAt((at) => ({ chosen: next, moves: at.moves + (takesFocus ? 1 : 0), steps: at.steps + (isStep ? 1 : 0) }));
  }

  function onKeyDown(event: KeyboardEvent, open: () => void): void {
    if (
      isShortcut(event) ||
      !(event.target instanceof HTMLElement) ||
      !/^(row|gridcell)$/.test(event.target.role ?? '')
    )
      return;
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

  const shownView = useRef(view);
  const shownKept = useRef(kept);
  const left = useRef(new Map<string, Left>());
  /** Where the user left the list, until its rows are here and it is in a visible tab: a hidden list cannot scroll. */
  const awaited = useRef<Left | null>(null);
  const { top } = scroll;
  const isVisible = scroll.height > scroll.rowHeight;
  useEffect(() => {
    if (shownView.current !== view || shownKept.current !== kept || kept === null || awaited.current !== null) return;
    if (scroller.current?.getClientRects().length !== 0) left.current.set(kept, { chosen: place, top });
  }, [view, kept, place, top, scroller]);
  useEffect(() => {
    if (shownView.current === view) return;
    const before = shownKept.current !== kept && kept !== null ? left.current.get(kept) : undefined;
    shownView.current = view;
    shownKept.current = kept;
    const isHidden = scroller.current?.clientHeight === 0;
    awaited.current = isHere && !isHidden ? null : (before ?? start);
    if (scroller.current !== null) scroller.current.scrollTop = before?.top ?? 0;
    // The focused row or button disappears with the previous view.
    const isLost = document.activeElement === document.body || document.activeElement === row.current;
    setAt((at) => ({ ...at, chosen: before?.chosen ?? 0, moves: at.moves + (isLost ? 1 : 0) }));
  }, [view, kept, scroller, isHere]);
  useLayoutEffect(() => {
    const before = awaited.current;
    const element = scroller.current;
    if (!isHere || !isVisible || before === null || shownView.current !== view) return;
    if (element === null || element.clientHeight === 0) return; // hidden since the height was measured
    awaited.current = null;
    element.scrollTop = before.top;
    setAt((at) => ({ ...at, chosen: before.chosen }));
  }, [isHere, isVisible, view, scroller]);

  const onPageKey = useRef((_: globalThis.KeyboardEvent): void => {});
  onPageKey.current = (event) => {
    const step = stepOf(event, isOpen);
    if (!isInSight(scroller.current)) return;
    if (step === 0 || isShortcut(event) || event.defaultPrevented || takesKeys(event.target)) return;
    event.preventDefault();
    // A user who reads the details keeps the focus there.
    const isReading = event.target instanceof Element && event.target.closest('aside') !== null;
    bring(Math.max(0, isOpen ? place + step : place), !(isOpen && isReading), isOpen);
  };
  const onStep = useEffectEvent((by: number) => {
    if (isInSight(scroller.current)) bring(Math.max(0, place + by), false, true);
  });
  useEffect(() => onStepRow((by) => onStep(by)), []);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => onPageKey.current(event);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return { place, row, steps, choose, moveTo, onKeyDown };
}

function isInSight(list: HTMLElement | null): boolean {
  return list !== null && list.getClientRects().length > 0 && list.closest('[inert]') === null;
}

/**
 * The step of a key. Arrows scroll the details, but in their header, which has the focus at first, they step as j and k
 * do.
 */
function stepOf({ key, target }: globalThis.KeyboardEvent, isOpen: boolean): number {
  if (key === 'j') return 1;
  if (key === 'k') return -1;
  const isAtHead = isOpen && target instanceof Element && target.matches('aside h2');
  return !isAtHead ? 0 : key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
}

/**
 * The position that a key leads to, among rows 0 to `total - 1`. Null for other keys. `page` is the number of visible
 * rows.
 */
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

/** Whether the target uses letters itself: text fields, lists with search, and overlays. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input:not([type=range]), select, textarea, dialog, [popover]') !== null
  );
}
