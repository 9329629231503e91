import { useEffect, useRef, useState } from 'react';
import { hiddenPreset } from '../../core/selection/predicate.ts';
import type { Detection, Engine, FlowDetail, Predicate, Run, View } from '../../worker/api.ts';

/** The answer about one flow. It is never that about another: those are `loading`. */
export type FlowState =
  | { readonly phase: 'none' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly flow: FlowDetail }
  | { readonly phase: 'failed'; readonly error: unknown };

const none: FlowState = { phase: 'none' };
const loading: FlowState = { phase: 'loading' };
const everywhere: readonly Predicate[] = [];

/**
 * Asks the engine once for everything about the open flow, null when none is open. Panel and density map draw from the same answer.
 * Related flows are counted among those that the noise presets of the view leave.
 */
export function useFlow(
  engine: Engine,
  run: Run | null,
  detection: Detection | null,
  view: View | null,
  flow: number | null,
): FlowState {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly state: FlowState }>({ key: '', state: none });
  const wanted = useRef('');
  const hiding = view?.where.filter((predicate) => hiddenPreset(predicate) !== null) ?? everywhere;
  const isOpen = run !== null && detection !== null && flow !== null;
  const key = isOpen ? JSON.stringify([run.id, detection.detector, flow, hiding]) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made of the question
  useEffect(() => {
    wanted.current = key;
    if (!isOpen) return;
    const stop = new AbortController();
    const settle = (state: FlowState) => {
      if (wanted.current === key && !stop.signal.aborted) setAnswer({ key, state });
    };
    engine.flow(detection.detector, flow, stop.signal, hiding).then(
      (detail) => settle({ phase: 'ready', flow: detail }),
      (error: unknown) => settle({ phase: 'failed', error }),
    );
    return () => stop.abort();
  }, [engine, key]);
  if (!isOpen) return none;
  return answer.key === key ? answer.state : loading;
}
