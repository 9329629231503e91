import { useEffect, useState } from 'react';
import { isAbort } from '../failure/explain-error.ts';

export type DetailState<Detail> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly detail: Detail }
  | { readonly phase: 'failed'; readonly error: unknown };

/** What the engine tells of a row, asked once for each `key`. */
export function useDetail<Detail>(key: string, ask: (signal: AbortSignal) => Promise<Detail>): DetailState<Detail> {
  const [state, setState] = useState<{ readonly key: string; readonly state: DetailState<Detail> } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => {
    const stop = new AbortController();
    ask(stop.signal).then(
      (detail) => {
        if (!stop.signal.aborted) setState({ key, state: { phase: 'ready', detail } });
      },
      (error: unknown) => {
        if (!isAbort(error) && !stop.signal.aborted) setState({ key, state: { phase: 'failed', error } });
      },
    );
    return () => stop.abort();
  }, [key]);
  return state?.key === key ? state.state : { phase: 'loading' };
}
