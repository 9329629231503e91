import { useEffect, useState } from 'react';
import { withContext } from '../../core/schema/host-field.ts';
import type { Detection, Engine, Predicate, RowWindow } from '../../worker/api.ts';

/** What is shown of flows of a finding; hosts with their contexts. */
export const identicalFields: readonly string[] = [
  withContext('id.orig_h'),
  withContext('id.resp_h'),
  'id.resp_p',
  'proto',
  'service',
  'conn_state',
];
const FEW = 5;

/** The highest flows that meet conditions, identical ones as one; null while they are on their way, or the log lacks a field. */
export function useIdenticalFlows(
  engine: Engine,
  { detector }: Detection,
  where: readonly Predicate[],
): RowWindow | null {
  const [answer, setAnswer] = useState<{ readonly detector: string; readonly rows: RowWindow } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const view = { detector, where, sort: { by: 'score', descending: true }, identical: true };
    engine.rows(view, 0, FEW, identicalFields, stop.signal).then(
      (rows) => setAnswer({ detector, rows }),
      () => {}, // cancelled, or the log was given up meanwhile
    );
    return () => stop.abort();
  }, [engine, detector, where]);
  // Scores of one detector are none of another.
  return answer?.detector === detector ? answer.rows : null;
}
