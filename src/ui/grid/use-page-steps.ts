import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { isShortcut } from './row-keys.ts';
import { onStepRow } from './row-steps.ts';

/** Scrolls a row into view. `takesFocus` focuses it, `isStep` lets the details follow. */
export type Bring = (place: number, takesFocus: boolean, isStep: boolean) => void;

/**
 * Steps from anywhere in the page: by j and k, by the arrows in the header of the open details, and by the buttons of
 * the details. `place` is the active row.
 */
export function usePageSteps(
  scroller: RefObject<HTMLElement | null>,
  place: number,
  isOpen: boolean,
  bring: Bring,
): void {
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

/** Whether the target uses letters itself: text fields, lists with search, and overlays. */
function takesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input:not([type=range]), select, textarea, dialog, [popover]') !== null
  );
}
