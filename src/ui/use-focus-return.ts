import { type RefObject, useEffect, useRef } from 'react';
import type { State } from './workspace/state.ts';

/** Focuses the file button after loading was cancelled or failed: the focused Cancel button no longer exists then. */
export function useFocusReturn(phase: State['phase'], target: RefObject<HTMLElement | null>): void {
  const before = useRef(phase);
  useEffect(() => {
    const wasLoading = before.current === 'loading';
    before.current = phase;
    if (wasLoading && document.activeElement === document.body) target.current?.focus();
  }, [phase, target]);
}
