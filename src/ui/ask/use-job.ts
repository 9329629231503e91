import { useEffect, useState } from 'react';
import { type Ask, type AskerState, startAsker } from './asker.ts';

/** The state of a job. `what` identifies the job. */
export type JobState<What, Result> =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly what: What; readonly share: number }
  | { readonly phase: 'done'; readonly what: What; readonly result: Result }
  | { readonly phase: 'failed'; readonly what: What; readonly error: unknown };

/** A job and its controls, see `useJob`. */
export interface Jobs<What, Result> {
  readonly state: JobState<What, Result>;
  /** Starts a job and cancels the running one. */
  readonly start: (what: What, job: Ask<Result>) => void;
  readonly cancel: () => void;
}

/** Runs engine jobs that the user starts, one at a time. Unmounting cancels the job. */
export function useJob<What, Result = void>(): Jobs<What, Result> {
  const [{ asker, begin }] = useState(() => {
    let started = 0;
    const jobs = startAsker<Result>((next) => setShown((now) => ({ ...now, state: next })));
    return {
      asker: jobs,
      begin: (what: What, job: Ask<Result>) => {
        const key = String(++started);
        setShown((now) => ({ ...now, named: { what } }));
        jobs.put({ key, scope: key, ask: job });
      },
    };
  });
  const [{ named, state }, setShown] = useState<Shown<What, Result>>(() => ({ named: null, state: asker.state() }));
  useEffect(() => () => asker.put(null), [asker]);
  return { state: named === null ? { phase: 'idle' } : stateOf(named.what, state), start: begin, cancel: asker.cancel };
}

interface Shown<What, Result> {
  /** The newest job; null before the first. `what` may be null itself, for a caller with a single kind of job. */
  readonly named: { readonly what: What } | null;
  readonly state: AskerState<Result>;
}

function stateOf<What, Result>(what: What, { asking, latest }: AskerState<Result>): JobState<What, Result> {
  if (asking.phase === 'working') return { phase: 'working', what, share: asking.share };
  if (asking.phase === 'failed') return { phase: 'failed', what, error: asking.error };
  if (asking.phase === 'ready' && latest !== null) return { phase: 'done', what, result: latest.answer };
  return { phase: 'idle' };
}
