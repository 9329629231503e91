import { useState } from 'react';
import type { Progress } from '../../worker/api.ts';
import { type Asked, useAsk } from '../ask/use-ask.ts';
import type { RowsWindow } from './grid-column.ts';

/** How the engine is asked for places `start` to `end` of a list. */
export type AskRows<Found> = (
  start: number,
  end: number,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
) => Promise<Found>;

/** Rows are asked for in blocks, with one more block before and after: a short scroll needs no question. */
const BLOCK = 60;

/**
 * The rows around the places in sight of a list. `list` says what is listed, in which order and with which cells: another list
 * cancels the question under way, other places wait for it. The rows before stay while others are on their way.
 */
export function useRows<Found extends RowsWindow<unknown>>(
  list: string,
  ask: AskRows<Found>,
  /** First place in sight of a list of so many rows. */
  firstOf: (total: number) => number,
  /** How many rows fit. */
  visible: number,
  isShown: boolean,
): Asked<Found> {
  const [total, setTotal] = useState(0);
  const [start, end] = pageAround(firstOf(total), visible);
  const asked = useAsk(
    `${list} ${start} ${end}`,
    (signal, onProgress) => ask(start, end, signal, onProgress),
    // The first rows of all may be drawn in slices of time. Someone who scrolls wants them at once.
    { scope: list, isHeld: !isShown, inTransition: total === 0 },
  );
  const found = asked.latest?.answer.total ?? 0;
  if (found !== total) setTotal(found);
  return asked;
}

/** Places to ask for, when `visible` rows from place `first` on are in sight. */
export function pageAround(first: number, visible: number): readonly [start: number, end: number] {
  const block = Math.floor(Math.max(0, first) / BLOCK) * BLOCK;
  return [Math.max(0, block - BLOCK), block + 2 * BLOCK + Math.ceil(visible / BLOCK) * BLOCK];
}
