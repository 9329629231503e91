import { useCallback, useRef } from 'react';
import type { Detection } from '../../worker/api.ts';
import type { KnownFlow } from './known-flow.ts';

/** What rows said of the flows that were opened from them. Ranks are of a detection: another one begins anew. */
export function useKnownFlows(detection: Detection) {
  const known = useRef({ detection, flows: new Map<number, KnownFlow>() });
  if (known.current.detection !== detection) known.current = { detection, flows: new Map() };
  const learn = useCallback((flow: KnownFlow) => {
    known.current.flows.set(flow.flow, flow);
  }, []);
  return { knownOf: (flow: number) => known.current.flows.get(flow) ?? null, learn };
}
