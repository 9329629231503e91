import { useAsk } from '../ask/use-ask.ts';
import { tickShares } from '../parts/score-words.ts';
import type { ChartInput } from './strip.tsx';

interface ModelThreshold {
  /** The threshold by the contamination alone, also when the user moved the line. Null before it is known. */
  readonly atContamination: number | null;
  /** The scores above which each of `tickShares` lies; empty before they are known. */
  readonly atShares: readonly number[];
}

const unknown: ModelThreshold = { atContamination: null, atShares: [] };

/** The scores that ticks and words are measured by. They belong to the detection, not to what is selected. */
export function useModelThreshold({ engine, run, detection, contamination }: ChartInput): ModelThreshold {
  const key = run === null || detection === null ? null : JSON.stringify([run.id, detection.detector, contamination]);
  const asked = useAsk(
    key,
    async () => {
      if (detection === null) throw new Error('There is no detection to ask about');
      const shares = detection.scoreScale === 'linear' ? [] : tickShares;
      const [atContamination, ...atShares] = await Promise.all(
        [contamination, ...shares].map((share) => engine.threshold(detection.detector, share)),
      );
      return { of: detection, atContamination, atShares };
    },
    { scope: 'threshold', inTransition: true },
  );
  // The scores of the contamination before are shown until the new ones are there, those of another detection are not.
  const answer = asked.latest?.answer;
  return answer !== undefined && answer.of === detection ? answer : unknown;
}
