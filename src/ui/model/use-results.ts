import type { Detection, Engine, ResultSummary } from '../../worker/api.ts';
import { keyOfObject } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';

/** The results of the run so far, at a contamination. */
export interface Results {
  readonly contamination: number;
  readonly list: readonly ResultSummary[];
}

/**
 * Asks for the results after every detection. The previous list stays, with its contamination, until the next arrives.
 */
export function useResults(engine: Engine, detection: Detection, contamination: number): Results {
  const { latest } = useAsk(`${keyOfObject(detection)} ${contamination}`, async () => ({
    contamination,
    list: await engine.results(contamination),
  }));
  return latest?.answer ?? { contamination, list: [] };
}
