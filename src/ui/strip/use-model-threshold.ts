import { useAsk } from '../ask/use-ask.ts';
import { tickShares } from '../parts/score-words.ts';
import type { ChartInput } from './strip.tsx';

interface ModelThreshold {
  /** The threshold by contamination, also if the user moved the line. Null while unknown. */
  readonly atContamination: number | null;
  /** The scores that each of `tickShares` of the flows exceed. Empty while unknown. */
  readonly atShares: readonly number[];
}

const unknown: ModelThreshold = { atContamination: null, atShares: [] };

/** The scores behind ticks and words. They depend on the detection, not on the selection. */
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
  // The previous contamination's scores stay until the new ones arrive. Scores of another detection are never shown.
  const answer = asked.latest?.answer;
  return answer !== undefined && answer.of === detection ? answer : unknown;
}
