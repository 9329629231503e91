import type { PartName } from '../behaviour/part.ts';
import type { Predicate } from '../selection/predicate.ts';

/** The kind of a finding, in an analyst's terms. */
export type FindingKind =
  | 'Port scan'
  | 'Network scan'
  | 'Network and port scan'
  | 'Scattered scan'
  | 'Distributed scan or flood'
  | 'Lateral movement or spraying'
  | 'Spread over hosts'
  | 'Brute force'
  | 'Brute force or flooding'
  | 'Repeated requests or flooding'
  | 'Amplification'
  | 'Callback after a request'
  | 'Failed DNS names'
  | 'Beacon'
  | 'Bulk upload'
  | 'Unusual upload'
  | 'Bulk download'
  | 'Tunnel-like DNS'
  | 'Tunnel-like ICMP'
  | 'DNS burst'
  | 'Large packets'
  | 'Long connection'
  | 'Rare service'
  | 'Odd volume'
  | 'Multi-stage incident';

/** The source of a line of evidence: an indicator of Behaviour, or `volume` for the Volume detector. */
export type Witness = PartName | 'volume';

/** One incident: related anomalies with their totals. */
export interface Finding {
  /** Stable id, see `findingIds`. */
  readonly id: string;
  readonly kind: FindingKind;
  /** MITRE ATT&CK technique ids, the best match first; see `techniquesOf`. */
  readonly techniques: readonly string[];
  /** The name if the finding has one source, and the number of its sources. */
  readonly source: Named;
  readonly destination: Named;
  /** Such as `445/tcp`. */
  readonly port: Named;
  /** Score (−log10 p) of the strongest evidence, lowered by a benign pattern. Findings are sorted by it. */
  readonly strength: number;
  /** Strength from 0 to 100: 12.5 times the score, at most 100. Strong from 75, medium from 50. */
  readonly points: number;
  /** How the strength was computed. Null for findings of Volume. */
  readonly made: StrengthParts | null;
  /**
   * At least one entry and at most `MOST_EVIDENCE`, strongest first. Evidence about the representative flow comes
   * before evidence from other lines.
   */
  readonly evidence: readonly FindingEvidence[];
  /** The stages of a multi-stage incident in the order of time. Empty for other findings. */
  readonly stages: readonly Stage[];
  /** Number of joined entities: channels, pairs, scanned ports. */
  readonly lines: number;
  /** The finding's flows are all flows that meet these conditions. */
  readonly where: readonly Predicate[];
  readonly flows: number;
  /** Flows that failed: see `failedMeaning`. */
  readonly failed: number;
  /** Payload bytes sent by sources and by destinations, sums. */
  readonly sent: number;
  readonly received: number;
  /** First and last start of its flows in epoch seconds. Null when no flow has a time. */
  readonly span: readonly [number, number] | null;
  /** Flows per time bin: 60 equal intervals of the log's span. Flows without a time are in no bin. */
  readonly timeline: readonly number[];
  /** Row of the flow that represents the finding. */
  readonly row: number;
  /** The benign pattern that the finding resembles. Null without one. */
  readonly routine: Routine | null;
}
/** Why a finding may be harmless: a benign pattern that it resembles. */
export interface Routine {
  /** Such as `monitoring host`. */
  readonly pattern: string;
  /** The fraction of the strength that remains. */
  readonly remains: number;
  /** What this log has of the pattern, with its numbers. */
  readonly sentence: string;
}
/** One stage of an incident. */
export interface Stage {
  readonly kind: FindingKind;
  readonly techniques: readonly string[];
  readonly source: Named;
  readonly destination: Named;
  readonly port: Named;
  readonly points: number;
  readonly flows: number;
  /** Starts of the first and last anomalous flow in epoch seconds. Null without a time. */
  readonly span: readonly [number, number] | null;
  /** Its strongest evidence. */
  readonly sentence: string;
}
/**
 * How the strength of a finding was computed: the score of its strongest line, plus half of log10 of the line's flows.
 * One line stands for all of these flows.
 */
export interface StrengthParts {
  /** Score (−log10 p) of the top indicator, before the corrections for similar entities and for the number of flows. */
  readonly surprise: number;
  /** Score after both corrections: the highest Behaviour score of the flows. */
  readonly score: number;
}
/** A single entity with its name, or a number of entities. `name` is null for several. */
export interface Named {
  readonly name: string | null;
  readonly count: number;
}
/** One sentence of evidence. */
export interface FindingEvidence {
  readonly witness: Witness;
  /** Name of the indicator in the page. */
  readonly label: string;
  readonly strength: number;
  readonly sentence: string;
}

/** The listed findings of a log. */
export interface Findings {
  /** Strongest first, at most `MOST_LISTED`. */
  readonly list: readonly Finding[];
  readonly total: number;
  /** What was searched. */
  readonly looked: { readonly flows: number; readonly channels: number; readonly sources: number };
  /** Fields that the log lacks. Without them some kinds of findings cannot be detected. */
  readonly missing: readonly string[];
  readonly milliseconds: number;
}

/** Limits of the list: findings, and evidence per finding. */
export const MOST_LISTED = 200;
export const MOST_EVIDENCE = 8;
/** Minimum score of a finding: see docs/findings.md. */
export const FLOOR = 2;
