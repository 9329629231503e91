import type { GroupTimeline } from '../core/groups/timelines.ts';
import type { BadgeKind } from '../core/hosts/badges.ts';
import type { Side } from '../core/hosts/sides.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { GroupRow, GroupsQuery, GroupWindow } from './group-api.ts';

/** Sort key of hosts: a column id, or `mass:` followed by a detector. */
export type HostSort = string;

/** A query of hosts, with the threshold for anomalous flows. */
export interface HostsQuery extends GroupsQuery<HostSort> {
  readonly side: Side;
  /** The detector on screen, with its threshold. Other detectors use the threshold for `contamination`. */
  readonly detector: string;
  readonly threshold: number;
  readonly contamination: number;
}
/** A range of rows of the list of hosts. */
export interface HostWindow extends GroupWindow<HostRow> {
  /** Detectors that have been run, in the order of each row's `mass`. */
  readonly masses: readonly MassOf[];
}
/** A detector whose anomalous flows are counted per host, with its threshold. */
export interface MassOf {
  readonly detector: string;
  readonly label: string;
  /** Short form of the label. */
  readonly short: string;
  readonly threshold: number;
}
/** A host on one side of the flows. See `docs/hosts-and-channels.md` for every number. */
export interface HostRow extends GroupRow {
  /** Number of the host on its side. */
  readonly host: number;
  /** Null when unset. */
  readonly address: string | null;
  /** Flows over the span of the log. */
  readonly timeline: GroupTimeline;
  /** Payload bytes. */
  readonly sent: number;
  readonly received: number;
  readonly peers: number;
  readonly fan: number;
  readonly hour: number;
  readonly ports: number;
  /** `most` hosts on one port, and the port (`on`). */
  readonly sweepHosts: { readonly most: number; readonly on: string };
  /** `most` ports of one host, and the host (`on`). */
  readonly sweepPorts: { readonly most: number; readonly on: string };
  readonly badges: readonly Badge[];
  /** Flows above the threshold, by detector. */
  readonly mass: readonly number[];
}
/** A scan badge of a host. */
export interface Badge {
  readonly kind: BadgeKind;
  /** The strongest case with its numbers, and the number of further cases. */
  readonly sentence: string;
  readonly more: number;
}
/** A host with its ports and peers. */
export interface HostDetail {
  readonly row: HostRow;
  /** Conditions that select exactly its flows. */
  readonly where: readonly Predicate[];
  readonly flows: number;
  readonly ports: { readonly all: number; readonly most: readonly HostPart[] };
  readonly peers: { readonly all: number; readonly most: readonly HostPart[] };
  /** Flows of the same address on the other side in the whole log. */
  readonly flowsOnOtherSide: number;
}
/** A port or peer of a host, with counts over the counted flows. */
export interface HostPart {
  readonly name: string;
  readonly flows: number;
  /** Scored flows, and the failed ones among them. */
  readonly scored: number;
  readonly failed: number;
  readonly channels: number;
}

/** The hosts on one side of a finding's flows. */
export interface HostsOfFinding {
  readonly all: number;
  /** Number of hosts with a badge in the list of hosts. */
  readonly scanning: number;
  /** By descending number of flows. */
  readonly most: readonly HostOfFinding[];
}
/** A host of a finding: its counts within the finding, and its badges over all its flows. */
export interface HostOfFinding {
  readonly address: string | null;
  readonly flows: number;
  /** Scored flows, and the failed ones among them. */
  readonly scored: number;
  readonly failed: number;
  readonly peers: number;
  readonly ports: number;
  readonly badges: readonly BadgeKind[];
}
