import { useEffect, useState } from 'react';
import type { Detection, Engine, ResultSummary } from '../../worker/api.ts';

/** What was detected in the run up to now; the list before stays until the next is here. Asked anew after every detection. */
export function useResults(engine: Engine, detection: Detection, contamination: number): readonly ResultSummary[] {
  const [results, setResults] = useState<readonly ResultSummary[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new detection is one more
  useEffect(() => {
    let isWanted = true;
    engine.results(contamination).then(
      (found) => isWanted && setResults(found),
      () => {}, // the log was given up meanwhile
    );
    return () => {
      isWanted = false;
    };
  }, [engine, detection, contamination]);
  return results;
}
