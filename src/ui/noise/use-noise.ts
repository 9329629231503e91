import { useEffect, useState } from 'react';
import type { Engine } from '../../worker/api.ts';

type NoiseState =
  | { readonly phase: 'counting' }
  | { readonly phase: 'failed' }
  /** One a preset, in the order of `noisePresets`. */
  | { readonly phase: 'ready'; readonly flows: readonly number[] };

/** How many flows each preset matches, of those that a detector's results list. */
export function useNoise(engine: Engine, detector: string): NoiseState {
  const [state, setState] = useState<NoiseState>({ phase: 'counting' });
  useEffect(() => {
    const stop = new AbortController();
    engine.noise(detector, stop.signal).then(
      (counts) => !stop.signal.aborted && setState({ phase: 'ready', flows: counts.map(({ flows }) => flows) }),
      () => !stop.signal.aborted && setState({ phase: 'failed' }),
    );
    return () => stop.abort();
  }, [engine, detector]);
  return state;
}
