import { type RefObject, useEffect, useRef } from 'react';
import type { State } from './workspace/state.ts';

/** After loading has been cancelled or has failed, Cancel and its focus are gone: the focus goes to where the next log goes in. */
export function useFocusReturn(phase: State['phase'], target: RefObject<HTMLElement | null>): void {
  const before = useRef(phase);
  useEffect(() => {
    const wasLoading = before.current === 'loading';
    before.current = phase;
    if (wasLoading && document.activeElement === document.body) target.current?.focus();
  }, [phase, target]);
}
