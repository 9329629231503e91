import { hiddenPreset, keyOfAll } from '../../core/selection/predicate.ts';
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
 * Related flows exclude those that noise presets hide.
 */
export function useFlow(
  engine: Engine,
  run: Run | null,
  detection: Detection | null,
  view: View | null,
  flow: number | null,
): FlowState {
  const question = (of: Run, { detector, where }: View, id: number) => {
    const hiding = where.filter((predicate) => hiddenPreset(predicate) !== null);
    return {
      key: JSON.stringify([of.id, detector, id, keyOfAll(hiding)]),
      ask: (signal: AbortSignal) => engine.flow(detector, id, signal, hiding),
    };
  };
  const isOpen = run !== null && detection !== null && view !== null && flow !== null;
  const { key, ask } = isOpen ? question(run, { ...view, detector: detection.detector }, flow) : closed;
  const asked = useAsk(key, ask, {
    ahead: (next) => (next.flow === null ? null : question(next.run, next.view, next.flow)),
  });
  if (!isOpen) return { phase: 'none' };
  if (asked.phase === 'ready') return { phase: 'ready', flow: asked.answer };
  return asked.phase === 'failed' ? { phase: 'failed', error: asked.error } : { phase: 'loading' };
}

const closed = { key: null, ask: async (): Promise<never> => Promise.reject(new Error('No flow is open')) };
