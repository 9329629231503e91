import type { Engine, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';

type NoiseState =
  | { readonly phase: 'counting' }
  | { readonly phase: 'failed' }
  /** One count per preset, in the order of `noisePresets`. */
  | { readonly phase: 'ready'; readonly flows: readonly number[] };

/** The number of flows that each preset matches among the flows that a detector's results list. */
export function useNoise(engine: Engine, run: Run, detector: string): NoiseState {
  const asked = useAsk(`${run.id} ${detector}`, (signal) => engine.noise(detector, signal));
  if (asked.phase === 'ready') return { phase: 'ready', flows: asked.answer.map(({ flows }) => flows) };
  return { phase: asked.phase === 'failed' || asked.phase === 'cancelled' ? 'failed' : 'counting' };
}
