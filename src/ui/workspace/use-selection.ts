import { useSyncExternalStore } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Controller } from './controller.ts';

/**
 * The clauses that the user asks for, at once: a box that was ticked is ticked, although the answer is drawn a moment later. A state that
 * comes through `useDeferredValue` is too late for that.
 */
export function useSelection({ subscribe, state }: Controller): readonly Clause[] {
  return useSyncExternalStore(subscribe, () => state().workspace.selection);
}
