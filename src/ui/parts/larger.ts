import { TOP } from '../../core/stream/kept.ts';
import type { Larger, Plan } from '../../worker/api.ts';
import { countOf, formatBytes, formatCount } from './format.ts';

/** Why a log is read twice, said before it is. */
export function explainPlan({ rows, needed, available }: Plan): string {
  return `This log is larger than memory: about ${countOf(Number(rows.toPrecision(2)), 'flow')} need ${formatBytes(Number(needed.toPrecision(2)))}, and ${formatBytes(available)} are available. It is read twice, and only the ${formatCount(TOP)} highest flows are kept.`;
}

/** Which numbers of an out-of-core log are exact, and which are estimates. */
export function explainLarger({ plan, listed, sampled }: Larger): string[] {
  return [
    `This log is larger than memory (about ${formatBytes(Number(plan.needed.toPrecision(2)))} needed, ${formatBytes(plan.available)} available), so it was read twice.`,
    `The model, scores, threshold, counts and the score distribution are exact, of all flows. Table, related flows and exports have the ${formatCount(listed)} highest flows.`,
    `Flows over time, density and percentiles are those of a sample of ${countOf(sampled, 'flow')}.`,
  ];
}
