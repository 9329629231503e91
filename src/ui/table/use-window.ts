import { startTransition, useEffect, useRef, useState } from 'react';
import { LogError } from '../../core/errors.ts';
import type { Detection, Engine, Row, View } from '../../worker/api.ts';

/** Rows of one view that are here, by place. */
export interface LoadedRows {
  readonly view: View;
  readonly start: number;
  /** Flows in the whole view. */
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Places fetched before and after those in sight, so that a short scroll needs no question. */
const MARGIN = 60;
/** The next ones are asked for when fewer than these are left. */
const RESERVE = 30;

/**
 * The rows around places `from` to `to` of the view. While others are on their way the last ones stay; at most one
 * question is under way, and the newest that waits is asked next.
 */
export function useWindow(
  engine: Engine,
  detection: Detection,
  view: View,
  fields: readonly string[],
  [from, to]: readonly [number, number],
  onError: (error: unknown) => void,
): LoadedRows | null {
  const [loaded, setLoaded] = useState<(LoadedRows & { fields: string; detection: Detection }) | null>(null);
  const [, setAnswers] = useState(0);
  const isAsking = useRef(false);
  const failed = useRef('');
  const key = fields.join('\n');
  const isHere =
    loaded !== null &&
    loaded.view === view &&
    loaded.detection === detection &&
    loaded.fields === key &&
    loaded.start <= Math.max(0, from - RESERVE) &&
    loaded.start + loaded.rows.length >= Math.min(loaded.total, to + RESERVE);

  // After every render: what is missing may have changed with any of them.
  useEffect(() => {
    const wanted = `${JSON.stringify(view)} ${key} ${from}`;
    if (isHere || isAsking.current || failed.current === wanted) return;
    isAsking.current = true;
    engine
      .rows(view, Math.max(0, from - MARGIN), to + MARGIN, fields, never)
      .then(
        ({ start, total, rows, problem }) => {
          if (problem !== null) onError(new LogError(problem.code, problem.detail));
          const draw = () => setLoaded({ view, detection, fields: key, start, total, rows });
          // The first rows of all may be drawn in slices of time; whoever scrolls wants them at once.
          if (loaded === null) startTransition(draw);
          else draw();
        },
        (error: unknown) => {
          failed.current = wanted;
          onError(error);
        },
      )
      .finally(() => {
        isAsking.current = false;
        setAnswers((count) => count + 1);
      });
  });

  return loaded;
}

/** A window is answered sooner than it could be cancelled. */
const never = new AbortController().signal;
