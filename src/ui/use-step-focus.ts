import { useEffect, useRef } from 'react';
import { type FocusSpot, focusAgain, focusSpot } from './focus-spot.ts';
import type { Controller } from './workspace/controller.ts';
import type { State } from './workspace/state.ts';
import type { Step } from './workspace/steps.ts';

/**
 * Restores the focus of a step when the user returns to it, also after a log could not be opened. `phase` is the
 * current phase, `drawn` the state on screen, which can skip a short one.
 */
export function useStepFocus(
  controller: Pick<Controller, 'state' | 'subscribe'>,
  phase: State['phase'],
  drawn: State,
): void {
  const left = useRef(new Map<string, FocusSpot>());
  useEffect(() => {
    let before = stepOf(controller.state());
    return controller.subscribe(() => {
      const step = stepOf(controller.state());
      if (step?.id === before?.id) return;
      const spot = focusSpot();
      if (before !== null && spot !== null) left.current.set(before.id, spot);
      // Another log was opened.
      if (before === null && step !== null && !left.current.has(step.id)) left.current.clear();
      before = step;
    });
  }, [controller]);

  const shown = useRef<Step | null>(null);
  const step = stepOf(drawn);
  useEffect(() => {
    const from = shown.current;
    shown.current = phase === 'loading' ? null : step;
    if (phase === 'loading') return;
    // The panel was closed: its list returns the focus.
    if (step === null || from?.id === step.id || from?.base === step.id) return;
    // The user has already left the drawn step.
    if (stepOf(controller.state())?.id !== step.id) return;
    const spot = left.current.get(step.id);
    if (spot !== undefined) return focusAgain(spot);
  }, [controller, step, phase]);
}

function stepOf(state: State): Step | null {
  return state.phase === 'ready' ? state.steps.step : null;
}
