import type { Detection, Engine, ResultSummary } from '../../worker/api.ts';
import { keyOfObject } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';

/** What was detected in the run up to now, at a contamination. */
export interface Results {
  readonly contamination: number;
  readonly list: readonly ResultSummary[];
}

/** The list before stays, with its contamination, until the next is here. Asked anew after every detection. */
export function useResults(engine: Engine, detection: Detection, contamination: number): Results {
  const { latest } = useAsk(`${keyOfObject(detection)} ${contamination}`, async () => ({
    contamination,
    list: await engine.results(contamination),
  }));
  return latest?.answer ?? { contamination, list: [] };
}
