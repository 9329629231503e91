import { useSyncExternalStore } from 'react';

/** Moves to the row before (-1) or after (1) the open one. */
export type Step = (by: -1 | 1) => void;

const steppers = new Set<Step>();

/** Moves the visible list as the keys j and k do. The panel does not know its list. */
export const stepRow: Step = (by) => {
  for (const step of steppers) step(by);
};

/** Registers a list for steps. Returns a function that unregisters it. */
export function onStepRow(step: Step): () => void {
  steppers.add(step);
  return () => steppers.delete(step);
}

let awaited: number | null = null;
const listeners = new Set<() => void>();

/** Sets the position of a row that a step leads to and that is still loading. Null when it is loaded. */
export function awaitPlace(place: number | null): void {
  if (awaited === place) return;
  awaited = place;
  for (const listener of listeners) listener();
}

/** The position of a row that a step leads to and that is still loading, null for none. */
export function useAwaitedPlace(): number | null {
  return useSyncExternalStore(subscribe, () => awaited);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
