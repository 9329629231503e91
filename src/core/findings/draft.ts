import { type Behaviour, entityOf } from '../behaviour/behaviour.ts';
import { namesOf } from '../behaviour/naming.ts';
import type { Predicate } from '../selection/predicate.ts';
import { routineOf } from './benign/index.ts';
import type { Counts } from './count.ts';
import { gatherEvidence } from './evidence.ts';
import type { Finding, FindingEvidence, FindingKind, Routine, StrengthParts } from './finding.ts';
import { kindOf } from './kinds.ts';
import type { Line } from './line.ts';
import { techniquesOf } from './techniques.ts';
import type { VolumeLines } from './volume-lines.ts';

/** A group of lines with its flows, from which a finding is described. */
export interface Draft {
  /** Strongest first. */
  readonly lines: readonly Line[];
  readonly where: readonly Predicate[];
  readonly counts: Counts;
  readonly kind: FindingKind;
  readonly techniques: readonly string[];
  readonly evidence: readonly FindingEvidence[];
  readonly routine: Routine | null;
  /** Score, lowered by a benign pattern. */
  readonly strength: number;
}

/** The draft of a group of lines: its kind, techniques, evidence, and the benign pattern that it resembles. */
export function draftOf(
  behaviour: Behaviour,
  ofVolume: VolumeLines,
  lines: readonly Line[],
  where: readonly Predicate[],
  counts: Counts,
): Draft {
  const kind = kindOf(behaviour, lines);
  const routine = routineOf({ behaviour, lines, counts });
  return {
    lines,
    where,
    counts,
    kind,
    techniques: techniquesOf(behaviour, kind, lines),
    evidence: gatherEvidence(behaviour, ofVolume, lines, counts),
    routine,
    strength: lines[0].strength * (routine?.remains ?? 1),
  };
}

/** Source, destination and port of a draft: the names where there is one. */
export function endsOf({ facts }: Behaviour, { lines, counts }: Pick<Draft, 'lines' | 'counts'>) {
  const names = namesOf(facts, lines[0].channel);
  const named = (name: string, count: number) => ({ name: count === 1 ? name : null, count });
  return {
    source: named(names.source, counts.sources),
    destination: named(names.destination, counts.destinations),
    port: named(names.port, counts.ports),
  };
}

/** How the strength of the strongest line was computed. Null for Volume. */
export function partsOf(behaviour: Behaviour, { part, row, score }: Line): StrengthParts | null {
  if (part < 0) return null;
  const surprise = behaviour.measured[part].surprise[entityOf(behaviour, part, row)];
  return { surprise, score };
}

/** Points of strength per unit of score. */
const POINTS = 12.5;

export function pointsOf(strength: number): Finding['points'] {
  return Math.min(100, Math.round(POINTS * strength));
}
