import { createContext } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Run, View } from '../../worker/api.ts';

/** The selection and the flow that the page is about to show. */
export interface NextView {
  readonly run: Run;
  readonly view: View;
  readonly selection: readonly Clause[];
  readonly threshold: number;
  /** The threshold by contamination, see `Described`. */
  readonly modelThreshold: number;
  /** The open flow, null if none. */
  readonly flow: number | null;
}

/**
 * Announces to the views what the page is about to show, so that they ask the engine about it before it is drawn and
 * not afterwards: a selection while the engine describes it, and a flow when the user opens it.
 */
export interface Ahead {
  /** Calls `listener` for every announcement. Returns a function that unsubscribes. */
  join(listener: (next: NextView) => void): () => void;
  announce(next: NextView): void;
}

/** Creates an `Ahead`. One per page. */
export function createAhead(): Ahead {
  const listeners = new Set<(next: NextView) => void>();
  return {
    join(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce(next) {
      for (const listener of listeners) listener(next);
    },
  };
}

/** The page's `Ahead`. Without a provider nothing is announced. */
export const AheadContext = createContext<Ahead>(createAhead());
