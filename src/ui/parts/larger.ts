import { TOP } from '../../core/stream/kept.ts';
import type { Larger, Plan } from '../../worker/api.ts';
import { countOf, formatBytes, formatCount } from './format.ts';

/** Why a log is read twice, said before it is. */
export function explainPlan({ rows, needed, available }: Plan): string {
  return `This log is larger than memory: about ${countOf(Number(rows.toPrecision(2)), 'flow')} need ${formatBytes(Number(needed.toPrecision(2)))}, and ${formatBytes(available)} are available. It is read twice. The ${formatCount(TOP)} highest flows are kept, and the totals of every host and channel.`;
}

/** Which numbers of an out-of-core log are exact, and which are estimates. */
export function explainLarger({ plan, listed, sampled, folded }: Larger, flows: number): string[] {
  return [
    `This log is larger than memory (about ${formatBytes(Number(plan.needed.toPrecision(2)))} needed, ${formatBytes(plan.available)} available), so it was read twice.`,
    `The model, scores, threshold, counts and the score distribution are exact, of all flows. Table, related flows and exports have the ${formatCount(listed)} highest flows.`,
    `Flows over time, density and percentiles are those of a sample of ${countOf(sampled, 'flow')}.`,
    ...(folded === null ? [] : [explainFolded(folded, flows)]),
  ];
}

/** What findings, hosts and channels of an out-of-core log cover, and where they are approximate. */
function explainFolded(folded: number, flows: number): string {
  const covered = folded === flows ? 'all flows' : `the first ${formatCount(folded)} flows, for which there was memory`;
  return `Findings, hosts and channels cover ${covered}, whatever is in view. Their totals are exact. Rhythms are those of a channel’s first 64 flows, sizes those of some of its flows, and bursts of DNS questions are not searched for.`;
}

/** Megabytes of memory with which an out-of-core log can be read into memory: what it needs and a quarter to spare. */
export function megabytesFor({ needed }: Plan): number {
  return Math.ceil((1.25 * needed) / 1e6);
}
