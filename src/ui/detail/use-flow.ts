import { useEffect, useRef, useState } from 'react';
import type { Engine, FlowDetail } from '../../worker/api.ts';

type FlowState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly flow: FlowDetail }
  | { readonly phase: 'failed'; readonly error: unknown };

/** What the engine tells of a flow; the one before stays until the next is here. */
export function useFlow(engine: Engine, detector: string, flow: number): FlowState {
  const [state, setState] = useState<FlowState>({ phase: 'loading' });
  const wanted = useRef('');
  useEffect(() => {
    const stop = new AbortController();
    const key = `${detector} ${flow}`;
    wanted.current = key;
    engine.flow(detector, flow, stop.signal).then(
      (detail) => wanted.current === key && setState({ phase: 'ready', flow: detail }),
      (error: unknown) => wanted.current === key && !stop.signal.aborted && setState({ phase: 'failed', error }),
    );
    return () => stop.abort();
  }, [engine, detector, flow]);
  return state;
}
