import { useAsk } from '../ask/use-ask.ts';
import { hasMultiples, tickShares } from '../parts/score-words.ts';
import type { ChartInput } from './strip.tsx';

const none: readonly number[] = [];

/**
 * The scores above which each of `tickShares` lies, where a score is said by its share. Empty otherwise, and before
 * they are known. They belong to the detector and its settings, not to what is
 * selected.
 */
export function useTickScores({ engine, run, detection, modelThreshold }: ChartInput): readonly number[] {
  const isAsked =
    run !== null && detection !== null && modelThreshold !== null && !hasMultiples(detection, modelThreshold);
  const key = isAsked ? JSON.stringify([run.id, detection.detector]) : null;
  const asked = useAsk(
    key,
    async () => ({ key, scores: await engine.topScores(detection?.detector ?? '', tickShares) }),
    { inTransition: true },
  );
  const answer = asked.latest?.answer;
  return key !== null && answer?.key === key ? answer.scores : none;
}
