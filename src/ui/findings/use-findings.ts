import { useState } from 'react';
import type { Engine, Findings, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { pause } from '../in-time.ts';

export type FindingsState =
  /** The search was not started yet, or was cancelled. */
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly share: number }
  /** Null when the run cannot have any. */
  | { readonly phase: 'done'; readonly findings: Findings | null }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Logs with at most this many flows are searched without a click. */
const MOST_UNASKED = 2_000_000;

/** Findings of a run: searched as soon as its first answer is on screen, or, in a log of many flows, after a click. */
export function useFindings(engine: Engine, run: Run, isReady: boolean) {
  const isAutomatic = run.flows <= MOST_UNASKED && run.larger === null;
  const [isWanted, setWanted] = useState(isAutomatic);
  const asked = useAsk(isReady && isWanted ? run.id : null, async (signal, onProgress) => {
    // The page is on screen; what it does at once comes first.
    await pause(50);
    signal.throwIfAborted();
    return engine.findings(onProgress, signal);
  });
  const look = () => {
    setWanted(true);
    asked.again();
  };
  return { state: stateOf(asked, isWanted), look, cancel: asked.cancel };
}

function stateOf(asked: ReturnType<typeof useAsk<Findings | null>>, isWanted: boolean): FindingsState {
  // Found once: another log that could not be opened changes nothing.
  if (asked.latest !== null) return { phase: 'done', findings: asked.latest.answer };
  if (asked.phase === 'failed') return asked;
  if (asked.phase === 'cancelled' || !isWanted) return { phase: 'idle' };
  return { phase: 'working', share: asked.phase === 'working' ? asked.share : 0 };
}
