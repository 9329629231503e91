import { createContext, useContext } from 'react';
import type { Predicate } from '../../core/selection/predicate.ts';
import type { Choice } from './suppress-form.tsx';

/** Actions that hide flows, for any view of flows. */
export interface Suppressor {
  readonly suppress: (choice: Choice, reason: string) => void;
  /** Asks which flows to hide, if there is a choice, and for the reason. */
  readonly ask: (choices: readonly Choice[]) => void;
  /** The numbers of flows of predicates in the whole log. */
  readonly countFlows: (predicates: readonly Predicate[], signal: AbortSignal) => Promise<readonly number[]>;
}

/** The suppressor of the open log. */
export const Suppressing = createContext<Suppressor>({
  suppress: () => {},
  ask: () => {},
  countFlows: async () => [],
});

export function useSuppressor(): Suppressor {
  return useContext(Suppressing);
}
