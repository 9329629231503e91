import { withContext } from '../../core/schema/host-field.ts';
import type { Detection, Engine, Predicate, RowWindow } from '../../worker/api.ts';
import { keyOfView } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';

/** The fields that flows of one line share: those that the grouping `port` compares. Hosts include their contexts. */
export const identicalFields: readonly string[] = [
  withContext('id.orig_h'),
  withContext('id.resp_h'),
  'id.resp_p',
  'proto',
  'conn_state',
];
const FEW = 5;

/**
 * The highest flows that meet the conditions, with identical flows on one line. Null while loading, or if the log lacks
 * a field.
 */
export function useIdenticalFlows(
  engine: Engine,
  { detector }: Detection,
  where: readonly Predicate[],
): RowWindow | null {
  const view = { detector, where, sort: { by: 'score', descending: true }, group: 'port' } as const;
  const asked = useAsk(keyOfView(view), (signal) => engine.rows(view, 0, FEW, identicalFields, signal));
  // Never shows scores of another detector.
  return asked.phase === 'ready' ? asked.answer : null;
}
