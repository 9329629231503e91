import type { Engine, Labels, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';

const none: readonly Labels[] = [];

/** Label fields of a run that is on screen; empty while they are not known. */
export function useLabels(engine: Engine, run: Run | null): readonly Labels[] {
  const asked = useAsk(run?.id ?? null, () => engine.labels());
  return asked.phase === 'ready' ? asked.answer : none;
}
