import { useEffect, useRef, useState } from 'react';
import type { Condition, Engine, FlowDetail } from '../../worker/api.ts';

type FlowState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly flow: FlowDetail }
  | { readonly phase: 'failed'; readonly error: unknown };

/** What the engine tells of a flow, related ones counted by what `hiding` leaves; the one before stays until the next is here. */
export function useFlow(engine: Engine, detector: string, flow: number, hiding: readonly Condition[]): FlowState {
  const [state, setState] = useState<FlowState>({ phase: 'loading' });
  const wanted = useRef('');
  const key = JSON.stringify([detector, flow, hiding]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made of the question
  useEffect(() => {
    const stop = new AbortController();
    wanted.current = key;
    engine.flow(detector, flow, stop.signal, hiding).then(
      (detail) => wanted.current === key && setState({ phase: 'ready', flow: detail }),
      (error: unknown) => wanted.current === key && !stop.signal.aborted && setState({ phase: 'failed', error }),
    );
    return () => stop.abort();
  }, [engine, key]);
  return state;
}
