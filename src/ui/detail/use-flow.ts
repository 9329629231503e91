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
  const hiding = view?.where.filter((predicate) => hiddenPreset(predicate) !== null) ?? [];
  const detector = detection?.detector ?? '';
  const isOpen = run !== null && detection !== null && flow !== null;
  const key = isOpen ? JSON.stringify([run.id, detector, flow, keyOfAll(hiding)]) : null;
  const asked = useAsk(key, (signal) => engine.flow(detector, flow ?? 0, signal, hiding));
  if (!isOpen) return { phase: 'none' };
  if (asked.phase === 'ready') return { phase: 'ready', flow: asked.answer };
  return asked.phase === 'failed' ? { phase: 'failed', error: asked.error } : { phase: 'loading' };
}
