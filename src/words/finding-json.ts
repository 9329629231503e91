import { print } from '../core/selection/print.ts';
import type { Finding } from '../worker/api.ts';
import { benignOf, labelOf, subjectOf } from './finding-words.ts';

/**
 * A finding as plain data for JSON. `strength` is from 0 to 100, rounded. `first` and `last` are epoch seconds, null
 * without a time. `sources` and `destinations` are numbers of hosts. `filter` is filter text that selects the finding's
 * flows. `benign` is the benign pattern that it resembles, null without one.
 * `stages` are those of a multi-stage incident, in the order of time.
 */
export function findingJson(finding: Finding) {
  const { id, kind, points, evidence, techniques, flows, span, source, destination, where, routine, stages } = finding;
  return {
    id,
    kind,
    title: labelOf(finding),
    strength: Math.round(points),
    evidence: evidence.map(({ sentence }) => sentence),
    techniques,
    benign: routine === null ? null : benignOf(finding),
    stages: stages.map((stage) => ({
      kind: stage.kind,
      title: `${stage.kind}, ${subjectOf(stage)}`,
      strength: stage.points,
      evidence: stage.sentence,
      techniques: stage.techniques,
      flows: stage.flows,
      first: stage.span?.[0] ?? null,
      last: stage.span?.[1] ?? null,
    })),
    flows,
    first: span?.[0] ?? null,
    last: span?.[1] ?? null,
    sources: source.count,
    destinations: destination.count,
    filter: print({ op: 'all', of: where }),
  };
}
