import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** Controls that arrow keys reach. */
const STOPS = 'button:not(:disabled), input:not(:disabled), select:not(:disabled)';

/**
 * Makes a group of controls one Tab stop (roving tabindex): arrows, Home and End move between controls. The last
 * focused control keeps the stop. Give `ref`, `onKeyDown` and `onFocus` to the surrounding element. Hidden controls are
 * skipped. A control with `data-beside` is on the line of the previous one: ↓ and ↑ skip it.
 */
export function useRoving<Group extends HTMLElement>(direction: 'row' | 'column' | 'both') {
  const ref = useRef<Group>(null);
  const last = useRef<Element | null>(null);

  useLayoutEffect(() => {
    if (ref.current !== null) settle(stopsIn(ref), last.current);
  });

  return {
    ref,
    onFocus(event: { readonly target: Element }) {
      last.current = event.target;
      settle(stopsIn(ref), last.current);
    },
    onKeyDown(event: KeyboardEvent) {
      const stops = stopsIn(ref);
      const from = stops.indexOf(event.target as HTMLElement);
      const to =
        from < 0 || event.ctrlKey || event.altKey || event.metaKey ? null : placeAfter(event, from, stops, direction);
      if (to === null) return;
      event.preventDefault();
      stops[to].focus();
    },
  };
}

function stopsIn({ current }: RefObject<HTMLElement | null>): HTMLElement[] {
  const all = [...(current?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
  return all.filter((stop) => stop.closest('[hidden], [inert], [popover]') === null);
}

/** Makes one control reachable by Tab: the last focused one, or else the first. */
function settle(stops: readonly HTMLElement[], last: Element | null): void {
  const chosen = stops.find((stop) => stop === last) ?? stops[0];
  for (const stop of stops) stop.tabIndex = stop === chosen ? 0 : -1;
}

function placeAfter(
  { key, target }: KeyboardEvent,
  from: number,
  stops: readonly HTMLElement[],
  direction: 'row' | 'column' | 'both',
): number | null {
  const isTyping = target instanceof HTMLInputElement && target.type !== 'checkbox';
  const [isInRow, isInColumn] = [direction !== 'column' && !isTyping, direction !== 'row'];
  const [first, end] = [0, stops.length - 1];
  if (isInRow && key === 'ArrowRight') return Math.min(from + 1, end);
  if (isInRow && key === 'ArrowLeft') return Math.max(from - 1, first);
  const isLine = (stop: HTMLElement) => stop.dataset.beside === undefined;
  if (isInColumn && key === 'ArrowDown') {
    const next = stops.findIndex((stop, place) => place > from && isLine(stop));
    return next < 0 ? from : next;
  }
  if (isInColumn && key === 'ArrowUp') return Math.max(stops.slice(0, from).findLastIndex(isLine), first);
  if (isTyping) return null;
  return key === 'Home' ? first : key === 'End' ? end : null;
}
