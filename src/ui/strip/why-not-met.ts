import type { Tally } from '../../worker/api.ts';
import { formatShare } from '../parts/format.ts';
import { flaggedShare } from '../parts/score-words.ts';

/** Why the flagged flows are not the requested fraction. Empty if they are. */
export function whyNotMet(all: Pick<Tally, 'flows' | 'anomalies'>, contamination: number): string {
  const share = flaggedShare(all, contamination);
  if (share === contamination) return '';
  const said = `${share < contamination ? 'fewer' : 'more'} than ${formatShare(contamination)}`;
  return ` Flows with the same score are flagged together or not at all, so these are ${said}.`;
}
