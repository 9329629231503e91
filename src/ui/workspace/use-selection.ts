import { useSyncExternalStore } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Controller } from './controller.ts';

/**
 * The requested clauses, without delay: a ticked checkbox is ticked immediately, before the answer is drawn. A state
 * from `useDeferredValue` is too late for this.
 */
export function useSelection({ subscribe, state }: Controller): readonly Clause[] {
  return useSyncExternalStore(subscribe, () => state().workspace.selection);
}
