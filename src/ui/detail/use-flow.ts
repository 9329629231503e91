import { keyOfAll } from '../../core/selection/predicate.ts';
import type { Detection, Engine, FlowDetail, Run, View } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';

/** The state of the open flow's details. An answer always belongs to this flow. */
export type FlowState =
  | { readonly phase: 'none' }
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly flow: FlowDetail }
  | { readonly phase: 'failed'; readonly error: unknown };

/**
 * Asks the engine for the details of the open flow; null asks nothing. Panel and density map use the same answer.
 * Related flows are counted in view: another selection asks again, and the details stay on screen meanwhile.
 */
export function useFlow(
  engine: Engine,
  run: Run | null,
  detection: Detection | null,
  view: View | null,
  flow: number | null,
): FlowState {
  const question = (of: Run, { detector, where }: View, id: number) => {
    const subject = JSON.stringify([of.id, detector, id]);
    return {
      subject,
      key: JSON.stringify([subject, keyOfAll(where)]),
      ask: async (signal: AbortSignal) => ({ subject, flow: await engine.flow(detector, id, signal, where) }),
    };
  };
  const isOpen = run !== null && detection !== null && view !== null && flow !== null;
  const { subject, key, ask } = isOpen ? question(run, { ...view, detector: detection.detector }, flow) : closed;
  const asked = useAsk(key, ask, {
    ahead: (next) => (next.flow === null ? null : question(next.run, next.view, next.flow)),
  });
  if (!isOpen) return { phase: 'none' };
  if (asked.phase === 'failed') return { phase: 'failed', error: asked.error };
  const known = asked.latest?.answer;
  return known?.subject === subject ? { phase: 'ready', flow: known.flow } : { phase: 'loading' };
}

const closed = {
  subject: null,
  key: null,
  ask: async (): Promise<never> => Promise.reject(new Error('No flow is open')),
};
