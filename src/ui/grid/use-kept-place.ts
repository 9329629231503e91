import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Scroll } from './scroll.ts';

/** The list of which the position is restored. */
export interface KeptList {
  /** Identity of the list and its order. Another one starts at its first row. */
  readonly view: string;
  /** Identity of the list without its order: returning to it restores the position. Null to restore nothing. */
  readonly kept: string | null;
  /** Whether `total` belongs to the view. A list that is loading may be longer than the previous one. */
  readonly isHere: boolean;
}

/** The position in a list that the user left. */
interface Left {
  readonly chosen: number;
  readonly top: number;
}

const start: Left = { chosen: 0, top: 0 };

/**
 * Calls `onPlace` with the row of a new view: its first row, or the row where the user left the view. `isLost` means
 * that the previous view had the focus. Restores the scroll offset too. `place` is the active row, `row` its element.
 * `onPlace` must not change.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  row: RefObject<HTMLElement | null>,
  scroll: Scroll,
  place: number,
  { view, kept, isHere }: KeptList,
  onPlace: (place: number, isLost: boolean) => void,
): void {
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
    onPlace(before?.chosen ?? 0, isLost);
  }, [view, kept, scroller, row, isHere, onPlace]);
  useLayoutEffect(() => {
    const before = awaited.current;
    const element = scroller.current;
    if (!isHere || !isVisible || before === null || shownView.current !== view) return;
    if (element === null || element.clientHeight === 0) return; // hidden since the height was measured
    awaited.current = null;
    element.scrollTop = before.top;
    onPlace(before.chosen, false);
  }, [isHere, isVisible, view, scroller, onPlace]);
}
