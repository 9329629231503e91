import { useEffect, useState } from 'react';
import type { Detection, Engine, ResultSummary } from '../../worker/api.ts';

/** What was detected in the run up to now, at a contamination. */
export interface Results {
  readonly contamination: number;
  readonly list: readonly ResultSummary[];
}

/** The list before stays, with its contamination, until the next is here. Asked anew after every detection. */
export function useResults(engine: Engine, detection: Detection, contamination: number): Results {
  const [results, setResults] = useState<Results>({ contamination, list: [] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new detection is one more
  useEffect(() => {
    let isWanted = true;
    engine.results(contamination).then(
      (list) => isWanted && setResults({ contamination, list }),
      () => {}, // the log was given up meanwhile
    );
    return () => {
      isWanted = false;
    };
  }, [engine, detection, contamination]);
  return results;
}
