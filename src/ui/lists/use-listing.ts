import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../../worker/api.ts';
import { isAbort } from '../failure/explain-error.ts';

/** Rows of a list that are here, from place `start` on, out of `total`. */
export interface ListWindow<Row> {
  readonly start: number;
  readonly total: number;
  readonly rows: readonly Row[];
}

/** How the engine is asked for places `start` to `end` of a list. */
export type AskRows<Query, Found> = (
  query: Query,
  start: number,
  end: number,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
) => Promise<Found>;

export interface Listing<Found> {
  /** The newest answer; it stays while a newer one is on its way. */
  readonly found: Found | null;
  readonly work: Work;
  /** Calls off what is under way. */
  readonly cancel: () => void;
  /** Asks again after a failure or a cancel. */
  readonly again: () => void;
}
export type Work =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly share: number }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Places fetched before and after those in sight, and how few may be left before more are asked for. */
const MARGIN = 60;
const RESERVE = 30;
const idle: Work = { phase: 'idle' };

/**
 * The rows around the places in sight of the list asked for (by identity; null asks nothing, and lets what is under way go
 * on). One question at a time: another query cancels the question for the last, other places wait for it.
 */
export function useListing<Query extends object, Row, Found extends ListWindow<Row>>(
  ask: AskRows<Query, Found>,
  query: Query | null,
  placesOf: (total: number) => readonly [from: number, to: number],
): Listing<Found> {
  const [loaded, setLoaded] = useState<{ readonly query: Query; readonly found: Found } | null>(null);
  const [work, setWork] = useState<Work>(idle);
  const asking = useRef<{ readonly query: Query; readonly stop: AbortController } | null>(null);
  /** The query that was cancelled or failed. */
  const given = useRef<Query | null>(null);
  const [from, to] = placesOf(loaded?.found.total ?? 0);
  const isHere = loaded !== null && loaded.query === query && hasPlaces(loaded.found, from, to);

  // After every render: what is missing may have changed with any of them.
  useEffect(() => {
    if (query === null || isHere || given.current === query || asking.current?.query === query) return;
    const before = asking.current;
    const mine = { query, stop: new AbortController() };
    asking.current = mine;
    setWork({ phase: 'working', share: 0 });
    const settle = (next: Work) => {
      if (asking.current !== mine) return;
      asking.current = null;
      if (next !== idle) given.current = query;
      setWork(next);
    };
    const onProgress = ({ done, total }: Progress) => {
      if (asking.current === mine) setWork({ phase: 'working', share: total === 0 ? 0 : done / total });
    };
    ask(query, Math.max(0, from - MARGIN), to + MARGIN, onProgress, mine.stop.signal).then(
      (found) => {
        if (asking.current === mine) setLoaded({ query, found });
        settle(idle);
      },
      (error: unknown) => settle(isAbort(error) ? { phase: 'cancelled' } : { phase: 'failed', error }),
    );
    // Only now: what both wait for goes on.
    before?.stop.abort();
  });
  useEffect(() => () => asking.current?.stop.abort(), []);

  return {
    found: loaded?.found ?? null,
    work,
    cancel: () => asking.current?.stop.abort(),
    again: () => {
      given.current = null;
      setWork(idle);
    },
  };
}

function hasPlaces({ start, total, rows }: ListWindow<unknown>, from: number, to: number): boolean {
  return start <= Math.max(0, from - RESERVE) && start + rows.length >= Math.min(total, to + RESERVE);
}
