import { useState } from 'react';
import type { Progress } from '../../worker/api.ts';
import type { NextView } from '../ask/ahead.ts';
import { type Asked, useAsk } from '../ask/use-ask.ts';
import type { RowsWindow } from './grid-column.ts';

/** Asks the engine for rows `start` to `end` of a list. */
export type AskRows<Found> = (
  start: number,
  end: number,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
) => Promise<Found>;

/** A list with the way to ask for its rows. */
export interface RowsQuestion<Found> {
  /** Identity of the list, its order and its cells. */
  readonly list: string;
  readonly ask: AskRows<Found>;
}

/** Rows per block. Requests include one more block on both sides, so short scrolls need no request. */
const BLOCK = 60;

/**
 * Loads the rows around the visible ones. `list` identifies the list, its order and its cells: another list cancels the
 * running request, another position waits for it. The previous rows stay while others load.
 */
export function useRows<Found extends RowsWindow<unknown>>(
  list: string,
  ask: AskRows<Found>,
  /** First visible position in a list of `total` rows. */
  firstOf: (total: number) => number,
  /** Number of visible rows. */
  visible: number,
  isShown: boolean,
  /** The list of the next view, whose first rows are requested early. Null for none. */
  nextOf: (next: NextView) => RowsQuestion<Found> | null,
): Asked<Found> {
  const [total, setTotal] = useState(0);
  const [start, end] = pageAround(firstOf(total), visible);
  const asked = useAsk(
    `${list} ${start} ${end}`,
    (signal, onProgress) => ask(start, end, signal, onProgress),
    // The first rows may be rendered in slices of time. During scrolling rows are rendered immediately.
    {
      scope: list,
      isHeld: !isShown,
      inTransition: total === 0,
      ahead: (next) => {
        const question = nextOf(next);
        if (question === null || question.list === list) return null;
        const [first, last] = pageAround(0, visible);
        const key = `${question.list} ${first} ${last}`;
        return { key, ask: (signal, onProgress) => question.ask(first, last, signal, onProgress) };
      },
    },
  );
  const found = asked.latest?.answer.total ?? 0;
  if (found !== total) setTotal(found);
  return asked;
}

/** Positions to request when `visible` rows from position `first` on are visible. */
export function pageAround(first: number, visible: number): readonly [start: number, end: number] {
  const block = Math.floor(Math.max(0, first) / BLOCK) * BLOCK;
  return [Math.max(0, block - BLOCK), block + 2 * BLOCK + Math.ceil(visible / BLOCK) * BLOCK];
}
