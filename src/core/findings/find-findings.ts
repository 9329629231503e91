import type { Behaviour } from '../behaviour/behaviour.ts';
import { behaviourOf } from '../behaviour/behaviour-of.ts';
import type { Channels } from '../behaviour/channels.ts';
import { lackingFields } from '../behaviour/lacking-fields.ts';
import { type Control, checkpoint } from '../control.ts';
import { volumeScores } from '../detect/pca-log.ts';
import { flowsIn } from '../table/represented.ts';
import type { Table } from '../table/table.ts';
import { countEach } from './count.ts';
import { type Draft, draftOf, endsOf, partsOf, pointsOf, stageFactsOf } from './draft.ts';
import { isNamed, isWorthwhile } from './evidence.ts';
import { type Finding, type Findings, FLOOR, MOST_EVIDENCE, MOST_LISTED } from './finding.ts';
import { findingIds } from './finding-id.ts';
import type { FlowSet } from './flow-set.ts';
import { incidentOf, stagesOf, whereOf } from './incident.ts';
import { joinStages } from './join-stages.ts';
import { behaviourLines, type Line } from './line.ts';
import { byStrength, mergeLines } from './merge.ts';
import { conditionsOf } from './subject.ts';
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
  const drafts = await draftsOf(table, behaviour, ofVolume, groups.slice(0, MOST_LISTED), control);
  const joined = await joinDrafts(table, behaviour, drafts, quietly);
  const sorted = joined.toSorted((a, b) => b.whole.strength - a.whole.strength);
  const ids = findingIds(sorted.map(({ whole }) => whole));
  const list = sorted.map(({ whole, stages }, at) => ({ id: ids[at], ...describe(behaviour, whole, stages) }));
  const { channels, reader } = behaviour.facts;
  const findings = {
    list,
    total: groups.length - drafts.length + list.length,
    looked: {
      flows: flowsIn(table),
      channels: channels.count,
      sources: countSources(channels.pairs, reader.codeCount('id.orig_h')),
    },
    missing: lackingFields(table),
    milliseconds: performance.now() - started,
  };
  return { findings, rows: sorted.map(({ whole }) => whole.counts.rows) };
}

/** The drafts of groups, in their order. */
async function draftsOf(
  table: Table,
  behaviour: Behaviour,
  ofVolume: VolumeLines,
  groups: readonly (readonly Line[])[],
  control: Control,
): Promise<Draft[]> {
  const fields = new Set(table.columns.keys());
  const wheres = groups.map((group) => conditionsOf(behaviour, group, fields));
  const counts = await countEach(table, behaviour, wheres, { signal: control.signal, report: () => {} });
  const drafts: Draft[] = [];
  for (const [at, group] of groups.entries()) {
    drafts.push(draftOf(behaviour, ofVolume, group, wheres[at], counts[at]));
    await checkpoint(control.signal);
  }
  return drafts;
}

/** A finding as one draft, and its stages if it is an incident of several. */
interface Joined {
  readonly whole: Draft;
  readonly stages: readonly Draft[];
}

/** Joins drafts that are stages of one incident, and counts the flows of all its stages. */
async function joinDrafts(
  table: Table,
  behaviour: Behaviour,
  drafts: readonly Draft[],
  control: Control,
): Promise<Joined[]> {
  const facts = drafts.map((draft) => stageFactsOf(behaviour, draft));
  const incidents = joinStages(facts, behaviour.facts.flows.start).map((own) => own.map((at) => drafts[at]));
  const several = incidents.filter(({ length }) => length > 1);
  const counts = several.length === 0 ? [] : await countEach(table, behaviour, several.map(whereOf), control);
  const whole = new Map(several.map((stages, at) => [stages, incidentOf(stages, counts[at])]));
  return incidents.map((stages) => {
    const incident = whole.get(stages);
    return incident === undefined ? { whole: stages[0], stages: [] } : { whole: incident, stages };
  });
}

/** The lines of a group that are worth an analyst's time. Keeps shorter connections beside them, but never alone. */
function worthwhile(behaviour: Behaviour, group: readonly Line[]): Line[] {
  const said = group.filter((line) => isWorthwhile(behaviour, line));
  if (said.length === 0) return said;
  return [...said, ...group.filter((line) => line.witness === 'long' && !said.includes(line))];
}

/** Distinct sources, as Hosts lists them. */
function countSources({ count, source }: Channels['pairs'], codes: number): number {
  const isSeen = new Uint8Array(codes);
  for (let pair = 0; pair < count; pair++) isSeen[source[pair]] = 1;
  return isSeen.reduce((sum, seen) => sum + seen, 0);
}

function describe(behaviour: Behaviour, whole: Draft, stages: readonly Draft[]): Omit<Finding, 'id'> {
  const { lines, where, counts, kind, techniques, evidence, routine, strength } = whole;
  const [first] = lines;
  return {
    kind,
    techniques,
    ...endsOf(behaviour, whole),
    strength,
    points: pointsOf(strength),
    made: partsOf(behaviour, first),
    evidence: evidence.slice(0, MOST_EVIDENCE),
    stages: stagesOf(behaviour, stages),
    lines: lines.length,
    where,
    flows: counts.flows,
    failed: counts.failed,
    sent: counts.sent,
    received: counts.received,
    span: Number.isNaN(counts.from) ? null : [counts.from, counts.to],
    timeline: counts.timeline,
    row: first.row,
    routine,
  };
}
