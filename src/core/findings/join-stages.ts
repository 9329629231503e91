import type { FindingKind } from './finding.ts';

/** What an incident consists of, in the order of an intrusion (MITRE ATT&CK tactics). */
type Phase = 'discovery' | 'access' | 'command' | 'transfer';

/** The phase of a kind. Others join no incident: they are about many sources, or too common. */
const phases: Readonly<Partial<Record<FindingKind, Phase>>> = {
  'Port scan': 'discovery',
  'Network scan': 'discovery',
  'Network and port scan': 'discovery',
  'Scattered scan': 'discovery',
  'Spread over hosts': 'discovery',
  'Lateral movement or spraying': 'access',
  'Brute force': 'access',
  'Brute force or flooding': 'access',
  Beacon: 'command',
  'Long connection': 'command',
  'Tunnel-like DNS': 'command',
  'Tunnel-like ICMP': 'command',
  'Rare service': 'command',
  'Bulk download': 'command',
  'Bulk upload': 'transfer',
  'Unusual upload': 'transfer',
  'Large packets': 'transfer',
};

/** What joining reads of a stage. Hosts are names. */
export interface StageFacts {
  readonly kind: FindingKind;
  readonly strength: number;
  /** Null with several sources, or without a time. */
  readonly source: string | null;
  /** Destinations of a scan or log-ins that answered with data, if they are few: hosts that may act next. */
  readonly reached: readonly string[];
  /** Starts of the first and last anomalous flow, in epoch seconds. */
  readonly from: number;
  readonly to: number;
  readonly isBenign: boolean;
}

/** Stages of one incident are at most this many seconds apart. */
export const WINDOW = 4 * 3600;
/** Minimum strength of the scan or the log-ins that an incident is built on: 50 points. */
export const LEAST_CORE = 4;
/** Minimum strength of an upload as a stage: 31 points. Command channels need 50: weaker ones are too often benign. */
const LEAST_TRANSFER = 2.5;

/**
 * Lists of the indexes of stages, one list per incident. Most lists have one stage. `start` is the start of the log's first
 * flow in epoch seconds. Quadratic in the cores, and linear in cores times stages: a list has at most 200 findings.
 *
 * An incident is built on *cores*: scans and log-ins of strength 50 or more. Two cores of one host are one incident if they
 * are different phases within the window. Cores of a host and of one that it reached before are one incident within the
 * window, of any phase. Any other stage joins the nearest core of its host, or of a host that reached it, if it is of another
 * phase and begins within the window. A transfer joins only after the core began, and a stage that began with the log joins
 * nothing. A finding that resembles a benign pattern joins nothing. So a weak stage cannot join two incidents.
 */
export function joinStages(stages: readonly StageFacts[], start: number): number[][] {
  const incidents = stages.map((_, at) => [at]);
  const owner = stages.map((_, at) => at);
  const join = (into: number, from: number) => {
    const [one, other] = [owner[into], owner[from]].sort((a, b) => a - b);
    if (one === other) return;
    for (const at of incidents[other]) owner[at] = one;
    incidents[one] = [...incidents[one], ...incidents[other]].sort((a, b) => a - b);
    incidents[other] = [];
  };
  const cores = stages.flatMap((stage, at) => (isCore(stage) ? [at] : []));
  for (const [place, one] of cores.entries()) {
    for (const other of cores.slice(place + 1)) if (areOneIncident(stages[one], stages[other])) join(one, other);
  }
  stages.forEach((stage, at) => {
    if (isCore(stage) || stage.from <= start + MARGIN) return;
    const near = cores
      .filter((core) => canFollow(stages[core], stage))
      .toSorted((a, b) => distance(stages[a], stage) - distance(stages[b], stage));
    if (near.length > 0) join(near[0], at);
  });
  return incidents.filter((own) => own.length > 0);
}

/** Seconds after the log's first flow within which a stage may have begun before the log. */
const MARGIN = 60;

/** Whether an incident can be built on a finding of this kind. */
export function isCoreKind(kind: FindingKind): boolean {
  return phases[kind] === 'discovery' || phases[kind] === 'access';
}

function isCore({ kind, strength, source, isBenign }: StageFacts): boolean {
  return strength >= LEAST_CORE && source !== null && !isBenign && isCoreKind(kind);
}

function areOneIncident(one: StageFacts, other: StageFacts): boolean {
  if (phases[one.kind] === phases[other.kind] && one.source === other.source) return false;
  return distance(one, other) <= WINDOW && (one.source === other.source || isHop(one, other) || isHop(other, one));
}

function canFollow(core: StageFacts, stage: StageFacts): boolean {
  const phase = phases[stage.kind];
  if (phase === undefined || phase === phases[core.kind] || stage.isBenign || stage.source === null) return false;
  if (stage.strength < (phase === 'transfer' ? LEAST_TRANSFER : LEAST_CORE)) return false;
  if (stage.source !== core.source && !isHop(core, stage)) return false;
  const earliest = phase === 'transfer' ? core.from : core.from - WINDOW;
  return stage.from >= earliest && stage.from <= core.to + WINDOW;
}

/** Whether the first reached the host of the second before that acted. */
function isHop(first: StageFacts, second: StageFacts): boolean {
  return second.source !== null && first.reached.includes(second.source) && first.from <= second.from;
}

/** Seconds between two stages; 0 if they overlap. */
function distance(one: StageFacts, other: StageFacts): number {
  return Math.max(0, one.from - other.to, other.from - one.to);
}
