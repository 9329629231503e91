import { useSyncExternalStore } from 'react';

/** Moves on to the row before or after the one that is open: -1 or 1. */
export type Step = (by: -1 | 1) => void;

const steppers = new Set<Step>();

/** Asks the list in sight to move on, as the keys j and k do: the panel beside it does not know which list that is. */
export const stepRow: Step = (by) => {
  for (const step of steppers) step(by);
};

/** A list hears of steps until the returned function is called. */
export function onStepRow(step: Step): () => void {
  steppers.add(step);
  return () => steppers.delete(step);
}

let awaited: number | null = null;
const listeners = new Set<() => void>();

/** A step has led to the row at a place that is on its way; null when it is here. */
export function awaitPlace(place: number | null): void {
  if (awaited === place) return;
  awaited = place;
  for (const listener of listeners) listener();
}

/** The place of the row that a step has led to and that is on its way, null when there is none. */
export function useAwaitedPlace(): number | null {
  return useSyncExternalStore(subscribe, () => awaited);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
