import { useCallback, useEffect, useRef, useState } from 'react';
import type { Engine, Findings, Progress, Run } from '../../worker/api.ts';
import { isAbort } from '../failure/explain-error.ts';

export type FindingsState =
  /** Nobody has asked yet, or the search was cancelled. */
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly share: number }
  /** Null when the run cannot have any. */
  | { readonly phase: 'done'; readonly findings: Findings | null }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Up to so many flows are searched without asking. */
const MOST_UNASKED = 2_000_000;

/** Findings of a run: looked for as soon as its first answer is on screen, or, in a log of many flows, when somebody wants it. */
export function useFindings(engine: Engine, run: Run, isReady: boolean) {
  const isAutomatic = run.flows <= MOST_UNASKED && run.larger === null;
  const [state, setState] = useState<FindingsState>(isAutomatic ? { phase: 'working', share: 0 } : { phase: 'idle' });
  const stop = useRef<AbortController | null>(null);
  /** Found once: another log that could not be opened changes nothing. */
  const isDone = useRef(false);

  const look = useCallback(() => {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    setState({ phase: 'working', share: 0 });
    const onProgress = ({ done, total }: Progress) => {
      if (!mine.signal.aborted && stop.current === mine) setState(shareOf(done, total));
    };
    engine.findings(onProgress, mine.signal).then(
      (findings) => {
        if (stop.current !== mine) return;
        isDone.current = true;
        setState({ phase: 'done', findings });
      },
      (error: unknown) => {
        if (stop.current === mine) setState(isAbort(error) ? { phase: 'idle' } : { phase: 'failed', error });
      },
    );
  }, [engine]);

  useEffect(() => {
    if (!isReady || !isAutomatic || isDone.current) return;
    // The page is on screen; what it does at once comes first.
    const later = setTimeout(look, 50);
    return () => {
      clearTimeout(later);
      stop.current?.abort();
    };
  }, [isReady, isAutomatic, look]);

  const cancel = useCallback(() => stop.current?.abort(), []);
  return { state, look, cancel };
}

/** Progress that comes after the outcome changes nothing. */
function shareOf(done: number, total: number) {
  return (before: FindingsState): FindingsState =>
    before.phase === 'working' ? { phase: 'working', share: total === 0 ? 0 : done / total } : before;
}
