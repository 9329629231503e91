import { type Behaviour, entityOf } from '../behaviour/behaviour.ts';
import { KNOWN_BYTES } from '../behaviour/cold-targets.ts';
import type { Facts } from '../behaviour/facts.ts';
import { namesOf } from '../behaviour/naming.ts';
import type { Predicate } from '../selection/predicate.ts';
import { routineOf } from './benign/index.ts';
import type { Counts } from './count.ts';
import { gatherEvidence } from './evidence.ts';
import type { Finding, FindingEvidence, FindingKind, Routine, StrengthParts } from './finding.ts';
import { isCoreKind, type StageFacts } from './join-stages.ts';
import { kindOf } from './kinds.ts';
import type { Line } from './line.ts';
import { techniquesOf } from './techniques.ts';
import type { VolumeLines } from './volume-lines.ts';

/** A group of lines with its flows: a finding, or one stage of a finding. */
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

/** At most this many hosts that answered are followed to what they do next. */
const MOST_REACHED = 3;

/** What `joinStages` reads of a draft. */
export function stageFactsOf(
  { facts }: Behaviour,
  { lines, counts, kind, strength, routine }: Draft,
): StageFacts & { readonly from: number } {
  const { reader } = facts;
  const stretch = stretchOf(lines, counts);
  const isKnown = counts.sources === 1 && stretch !== null;
  return {
    kind,
    strength,
    source: isKnown ? reader.label('id.orig_h', lines[0].source) : null,
    reached: isCoreKind(kind) ? reachedBy(facts, counts) : [],
    from: stretch?.[0] ?? Number.NaN,
    to: stretch?.[1] ?? Number.NaN,
    isBenign: routine !== null,
  };
}

/** Destinations that sent data in the flows, if they are few: who scans or guesses got in there, if anywhere. */
function reachedBy({ reader, flows, channels }: Facts, { rows }: Pick<Counts, 'rows'>): string[] {
  const received = new Map<number, number>();
  for (const row of rows.toRows()) {
    const destination = channels.pairs.destination[channels.pair[flows.channel[row]]];
    const bytes = reader.numbers('resp_bytes', row, row + 1)[0];
    received.set(destination, (received.get(destination) ?? 0) + bytes);
  }
  const reached = [...received].filter(([, bytes]) => bytes >= KNOWN_BYTES).map(([code]) => code);
  return reached.length > MOST_REACHED ? [] : reached.map((code) => reader.label('id.resp_h', code));
}

/** Starts of the first and last anomalous flow in epoch seconds. Null without a time. */
export function stretchOf(lines: readonly Line[], { from, to }: Pick<Counts, 'from' | 'to'>): [number, number] | null {
  const timed = lines.filter((line) => line.from <= line.to);
  if (timed.length === 0) return Number.isNaN(from) ? null : [from, to];
  return [Math.min(...timed.map((line) => line.from)), Math.max(...timed.map((line) => line.to))];
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
