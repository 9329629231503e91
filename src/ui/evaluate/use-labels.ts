import { useEffect, useState } from 'react';
import type { Engine, Labels, Run } from '../../worker/api.ts';

const none: readonly Labels[] = [];

/** Label fields of a run that is on screen; empty while they are not known. */
export function useLabels(engine: Engine, run: Run | null): readonly Labels[] {
  const [found, setFound] = useState<{ readonly run: Run; readonly labels: readonly Labels[] } | null>(null);
  useEffect(() => {
    if (run === null) return;
    engine.labels().then(
      (labels) => setFound({ run, labels }),
      () => {}, // the log was given up meanwhile
    );
  }, [engine, run]);
  return found?.run === run ? found.labels : none;
}
