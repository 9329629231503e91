import { useEffect, useRef } from 'react';
import type { Controller } from './controller.ts';
import type { Spot } from './journey.ts';
import type { State } from './state.ts';

/**
 * Back at a spot, also from a log that could not be opened, the focus is where it was when the user left it. `drawn` is the state
 * on screen.
 */
export function useSpotFocus(controller: Controller, drawn: State): void {
  const left = useRef(new Map<string, Element>());
  useEffect(() => {
    let before = spotOf(controller.state());
    return controller.subscribe(() => {
      const spot = spotOf(controller.state());
      if (spot?.id === before?.id) return;
      if (before !== null && document.activeElement !== null) left.current.set(before.id, document.activeElement);
      // Another log.
      if (before === null && spot !== null && !left.current.has(spot.id)) left.current.clear();
      before = spot;
    });
  }, [controller]);

  const shown = useRef<Spot | null>(null);
  const spot = spotOf(drawn);
  useEffect(() => {
    const from = shown.current;
    shown.current = spot;
    // What was open is closed: its list knows the row.
    if (spot === null || from?.id === spot.id || from?.base === spot.id) return;
    const element = left.current.get(spot.id);
    if (element instanceof HTMLElement && element !== document.body) element.focus({ preventScroll: true });
  }, [spot]);
}

function spotOf(state: State): Spot | null {
  return state.phase === 'ready' ? state.journey.spot : null;
}
