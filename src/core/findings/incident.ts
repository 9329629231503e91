import type { Behaviour } from '../behaviour/behaviour.ts';
import type { Counts } from './count.ts';
import { type Draft, endsOf, pointsOf, stretchOf } from './draft.ts';
import type { FindingEvidence, Stage } from './finding.ts';
import { byStrength } from './merge.ts';
import { unionOf } from './subject.ts';

/** The conditions of the flows of several stages. */
export function whereOf(stages: readonly Draft[]): Draft['where'] {
  return unionOf(stages.map(({ where }) => where));
}

/** One draft for the stages of an incident. It is as strong as the strongest of them. `counts` are of all its flows. */
export function incidentOf(stages: readonly Draft[], counts: Counts): Draft {
  const [first, ...others] = stages.toSorted((a, b) => b.strength - a.strength);
  return {
    lines: stages.flatMap(({ lines }) => lines).toSorted(byStrength),
    where: whereOf(stages),
    counts,
    kind: 'Multi-stage incident',
    techniques: [...new Set([first, ...others].flatMap(({ techniques }) => techniques))],
    evidence: evidenceOfAll([first, ...others]),
    routine: null,
    strength: first.strength,
  };
}

/** The strongest evidence of the strongest stage, then all the rest, strongest first. */
function evidenceOfAll([first, ...others]: readonly Draft[]): FindingEvidence[] {
  const [strongest, ...besides] = first.evidence;
  const rest = [...besides, ...others.flatMap(({ evidence }) => evidence)];
  return [strongest, ...rest.toSorted((a, b) => b.strength - a.strength)];
}

/** The stages of an incident in the order of time. */
export function stagesOf(behaviour: Behaviour, drafts: readonly Draft[]): Stage[] {
  return drafts
    .map((draft) => ({
      kind: draft.kind,
      techniques: draft.techniques,
      ...endsOf(behaviour, draft),
      points: pointsOf(draft.strength),
      flows: draft.counts.flows,
      span: stretchOf(draft.lines, draft.counts),
      sentence: draft.evidence[0].sentence,
    }))
    .sort((a, b) => (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0));
}
