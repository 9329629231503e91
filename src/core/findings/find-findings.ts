import { type Behaviour, entityOf } from '../behaviour/behaviour.ts';
import { behaviourOf } from '../behaviour/behaviour-of.ts';
import type { Channels } from '../behaviour/channels.ts';
import { lackingFields } from '../behaviour/lacking-fields.ts';
import { namesOf } from '../behaviour/naming.ts';
import { type Control, checkpoint } from '../control.ts';
import { volumeScores } from '../detect/pca-log.ts';
import type { Predicate } from '../selection/predicate.ts';
import { flowsIn } from '../table/represented.ts';
import type { Table } from '../table/table.ts';
import { type Counts, countEach } from './count.ts';
import { gatherEvidence, isNamed, isWorthwhile } from './evidence.ts';
import { type Finding, type Findings, FLOOR, MOST_EVIDENCE, MOST_LISTED, type StrengthParts } from './finding.ts';
import { findingIds } from './finding-id.ts';
import type { FlowSet } from './flow-set.ts';
import { kindOf } from './kinds.ts';
import { behaviourLines, type Line } from './line.ts';
import { byStrength, mergeLines } from './merge.ts';
import { routineOf } from './routine.ts';
import { conditionsOf } from './subject.ts';
import { techniquesOf } from './techniques.ts';
import { type VolumeLines, volumeLines } from './volume-lines.ts';

/** Findings, with the rows of each listed one. */
export interface FoundFindings {
  readonly findings: Findings;
  readonly rows: readonly FlowSet[];
}

/**
 * The findings of a log, strongest first. A finding joins the anomalies of Behaviour and Volume that an analyst would
 * treat as one incident.
 * Each line of evidence is in exactly one finding. The flows of a finding are all flows that meet its conditions, so
 * two findings about one host pair can share flows.
 * Throws `AbortError` when the signal aborts.
 */
export async function findFindings(table: Table, control: Control): Promise<FoundFindings> {
  const started = performance.now();
  const behaviour = await behaviourOf(table, control);
  const quietly: Control = { signal: control.signal, report: () => {} };
  const scores = await volumeScores(table, quietly);
  const ofVolume = await volumeLines(behaviour, scores, FLOOR, quietly);
  const lines = [...(await behaviourLines(behaviour, quietly)), ...ofVolume.lines].sort(byStrength);
  const groups = mergeLines(
    behaviour,
    lines.filter((line) => isNamed(behaviour, line)),
  )
    .map((group) => worthwhile(behaviour, group))
    .filter((group) => group.length > 0 && group[0].strength >= FLOOR)
    .toSorted(([a], [b]) => byStrength(a, b));
  const listed = groups.slice(0, MOST_LISTED);
  const fields = new Set(table.columns.keys());
  const wheres = listed.map((group) => conditionsOf(behaviour, group, fields));
  const counts = await countEach(table, behaviour, wheres, quietly);
  const kinds = listed.map((group) => kindOf(behaviour, group));
  const ids = findingIds(kinds.map((kind, at) => ({ kind, where: wheres[at] })));
  const list: Finding[] = [];
  for (const [at, group] of listed.entries()) {
    const named = { id: ids[at], kind: kinds[at], techniques: techniquesOf(behaviour, kinds[at], group) };
    list.push({ ...named, ...describe(behaviour, ofVolume, group, wheres[at], counts[at]) });
    await checkpoint(control.signal);
  }
  const { channels, reader } = behaviour.facts;
  const findings = {
    list,
    total: groups.length,
    looked: {
      flows: flowsIn(table),
      channels: channels.count,
      sources: countSources(channels.pairs, reader.codeCount('id.orig_h')),
    },
    missing: lackingFields(table),
    milliseconds: performance.now() - started,
  };
  return { findings, rows: counts.map(({ rows }) => rows) };
}

/** Points of strength per unit of score. */
const POINTS = 12.5;

/** The lines of a group that are worth an analyst's time. Keeps shorter connections beside them, but never alone. */
function worthwhile(behaviour: Behaviour, group: readonly Line[]): Line[] {
  const said = group.filter((line) => isWorthwhile(behaviour, line));
  if (said.length === 0) return said;
  return [...said, ...group.filter((line) => line.witness === 'long' && !said.includes(line))];
}

function partsOf(behaviour: Behaviour, { part, row, strength, flows }: Line): StrengthParts | null {
  if (part < 0) return null;
  const surprise = behaviour.measured[part].surprise[entityOf(behaviour, part, row)];
  return { surprise, score: strength - 0.5 * Math.log10(flows) };
}

/** Distinct sources, as Hosts lists them. */
function countSources({ count, source }: Channels['pairs'], codes: number): number {
  const isSeen = new Uint8Array(codes);
  for (let pair = 0; pair < count; pair++) isSeen[source[pair]] = 1;
  return isSeen.reduce((sum, seen) => sum + seen, 0);
}

function describe(
  behaviour: Behaviour,
  ofVolume: VolumeLines,
  lines: readonly Line[],
  where: readonly Predicate[],
  counts: Counts,
): Omit<Finding, 'id' | 'kind' | 'techniques'> {
  const [first] = lines;
  const names = namesOf(behaviour.facts, first.channel);
  const evidence = gatherEvidence(behaviour, ofVolume, lines, counts);
  const named = (name: string, count: number) => ({ name: count === 1 ? name : null, count });
  return {
    source: named(names.source, counts.sources),
    destination: named(names.destination, counts.destinations),
    port: named(names.port, counts.ports),
    strength: first.strength,
    points: Math.min(100, Math.round(POINTS * first.strength)),
    made: partsOf(behaviour, first),
    evidence: evidence.slice(0, MOST_EVIDENCE),
    lines: lines.length,
    where,
    flows: counts.flows,
    failed: counts.failed,
    sent: counts.sent,
    received: counts.received,
    span: Number.isNaN(counts.from) ? null : [counts.from, counts.to],
    timeline: counts.timeline,
    row: first.row,
    routine: routineOf(behaviour, lines, counts),
  };
}
