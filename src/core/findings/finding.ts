import type { PartName } from '../behaviour/part.ts';
import type { Predicate } from '../selection/predicate.ts';

/** What an analyst would call it. */
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
  | 'Odd volume';

/** Which part of Behaviour says something; `volume` for what Volume alone sees. */
export type Witness = PartName | 'volume';

/** Anomalies that an analyst would call one thing, with the numbers that make it. */
export interface Finding {
  /** Names it, see `findingIds`. */
  readonly id: string;
  readonly kind: FindingKind;
  /** MITRE ATT&CK ids, the nearest first; see `techniquesOf`. */
  readonly techniques: readonly string[];
  /** A name where there is one of it, and how many there are among its flows. */
  readonly source: Named;
  readonly destination: Named;
  /** Such as `445/tcp`. */
  readonly port: Named;
  /** Score (−log10 p) of its strongest evidence, which is what findings are in order of. */
  readonly strength: number;
  /** Strength from 0 to 100: 12.5 times the score, at most 100. Strong from 75, medium from 50. */
  readonly points: number;
  /** What the strength is made of; null where Volume has it. */
  readonly made: StrengthParts | null;
  /**
   * The strongest first, at most `MOST_EVIDENCE`; never empty. First what the flow that stands for it is remarkable for, then
   * what was joined to it.
   */
  readonly evidence: readonly FindingEvidence[];
  /** How many entities were joined: channels, pairs, scanned ports. */
  readonly lines: number;
  /** What its flows are: all flows that meet these conditions, and no others. */
  readonly where: readonly Predicate[];
  readonly flows: number;
  /** Of them: nothing was received, and either no packet came back or the state says that it came to nothing. */
  readonly failed: number;
  /** Payload bytes of sources and destinations, sums. */
  readonly sent: number;
  readonly received: number;
  /** First and last start of its flows, epoch seconds; null when none has one. */
  readonly span: readonly [number, number] | null;
  /** Flows by the time of their start, in 60 equal parts of the log's span. Flows without a time are in none. */
  readonly timeline: readonly number[];
  /** The flow that stands for it, by its row. */
  readonly row: number;
  /** Why it may well be nothing, by numbers of the log alone; null when nothing says so. */
  readonly routine: string | null;
}
/** Strength is the score and half of log10 of the flows that its strongest line leads: one line stands for all of them. */
export interface StrengthParts {
  /** Score (−log10 p) of the top indicator, before the corrections for similar entities and the number of flows. */
  readonly surprise: number;
  /** What is left of them: Behaviour's score, the highest of its flows. */
  readonly score: number;
}
/** One thing by its name, or how many there are; `name` is null for several. */
export interface Named {
  readonly name: string | null;
  readonly count: number;
}
/** What one witness says. */
export interface FindingEvidence {
  readonly witness: Witness;
  /** What the page calls the witness. */
  readonly label: string;
  readonly strength: number;
  readonly sentence: string;
}

/** What is listed of all that was found. */
export interface Findings {
  /** Strongest first, at most `MOST_LISTED`. */
  readonly list: readonly Finding[];
  readonly total: number;
  /** What was looked through. */
  readonly looked: { readonly flows: number; readonly channels: number; readonly sources: number };
  /** Fields that the log lacks and without which some things cannot be seen. */
  readonly missing: readonly string[];
  readonly milliseconds: number;
}

/** So many findings are listed, and so much evidence of each. */
export const MOST_LISTED = 200;
export const MOST_EVIDENCE = 8;
/** The score below which nothing is a finding: see docs/findings.md. */
export const FLOOR = 2;
