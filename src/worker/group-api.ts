import type { IntervalHistogram, SizesOverTime } from '../core/channels/channel-charts.ts';
import type { ChannelEvidence } from '../core/channels/channel-evidence.ts';
import type { ChannelSort } from '../core/channels/channel-list.ts';
import type { BadgeKind } from '../core/hosts/badges.ts';
import type { HostSort } from '../core/hosts/host-list.ts';
import type { Side } from '../core/hosts/sides.ts';
import type { Condition } from '../core/query/view.ts';

/** Which hosts, in which order, and what counts as an anomaly of theirs. */
export interface HostsWish {
  readonly side: Side;
  readonly sort: { readonly by: HostSort | `mass:${string}`; readonly descending: boolean };
  /** Words that the address, or a port or service of the host, all have; empty for all hosts. */
  readonly filter: string;
  /** The detector on screen with its threshold; of others that have been run, the threshold is as for `contamination`. */
  readonly detector: string;
  readonly threshold: number;
  readonly contamination: number;
}
/** What a log lacks: without states or packets it cannot be told, or not well, which flows failed. */
export type GroupNote = 'no-state' | 'no-packets';
export interface HostWindow {
  readonly start: number;
  /** Hosts that the filter leaves, and hosts in all. */
  readonly total: number;
  readonly all: number;
  readonly notes: readonly GroupNote[];
  /** Detectors that have been run, in the order of each row's `mass`. */
  readonly masses: readonly MassOf[];
  readonly rows: readonly HostRow[];
}
export interface MassOf {
  readonly detector: string;
  readonly label: string;
  readonly threshold: number;
}
/** A host on one side of the flows; see `docs/hosts-and-channels.md` for every number. */
export interface HostRow {
  /** Its number on its side. */
  readonly host: number;
  /** Null when unset. */
  readonly address: string | null;
  readonly flows: number;
  /** Share of the flows that can fail; null where none can. */
  readonly failed: number | null;
  /** Payload bytes. */
  readonly sent: number;
  readonly received: number;
  readonly peers: number;
  readonly fan: number;
  readonly hour: number;
  readonly ports: number;
  /** On which port. */
  readonly sweepHosts: { readonly most: number; readonly on: string };
  /** Of which host on the other side. */
  readonly sweepPorts: { readonly most: number; readonly on: string };
  readonly first: number | null;
  readonly last: number | null;
  /** False when all its flows are multicast, broadcast or neighbour discovery. */
  readonly isJudged: boolean;
  readonly badges: readonly Badge[];
  /** Flows above the threshold, by detector. */
  readonly mass: readonly number[];
}
export interface Badge {
  readonly kind: BadgeKind;
  /** The strongest case, with its numbers, and how many more there are. */
  readonly sentence: string;
  readonly more: number;
}
export interface HostDetail {
  /** Conditions that exactly its flows meet. */
  readonly where: readonly Condition[];
  readonly flows: number;
  readonly ports: { readonly all: number; readonly most: readonly HostPart[] };
  readonly peers: { readonly all: number; readonly most: readonly HostPart[] };
}
export interface HostPart {
  readonly name: string;
  readonly flows: number;
  readonly failed: number;
  readonly channels: number;
}

export interface ChannelsWish {
  readonly sort: { readonly by: ChannelSort; readonly descending: boolean };
  /** Words that source, destination, port and service together have. */
  readonly filter: string;
  /** Flows at least, and seconds of the longest one at least. */
  readonly flows: number;
  readonly seconds: number;
}
export interface ChannelWindow {
  readonly start: number;
  readonly total: number;
  readonly all: number;
  readonly notes: readonly GroupNote[];
  readonly rows: readonly ChannelRow[];
}
export interface ChannelRow {
  readonly channel: number;
  readonly source: string;
  readonly destination: string;
  /** `445/tcp`, or the kind of ICMP. */
  readonly port: string;
  readonly service: string | null;
  readonly flows: number;
  readonly failed: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly origBytes: number;
  readonly respBytes: number;
  /** Seconds of the longest flow, and of all together. */
  readonly longest: number;
  readonly open: number;
  /** Decades of surprise, 0 to 6. */
  readonly beacon: number;
  /** Null for fewer than four flows. */
  readonly rhythm: ChannelRhythm | null;
  readonly isJudged: boolean;
  readonly isHousekeeping: boolean;
}
export interface ChannelRhythm {
  /** Seconds: median; and MAD / median, null when the median is 0. */
  readonly interval: number;
  readonly dispersion: number | null;
  /** Bytes: median and MAD. */
  readonly sent: number;
  readonly spread: number;
  /** 0 to 1, higher is more like a beacon. */
  readonly regularity: number;
  readonly symmetry: number;
  readonly sizes: number;
  readonly cover: number;
}
export interface ChannelDetail {
  readonly row: ChannelRow;
  readonly where: readonly Condition[];
  readonly intervals: IntervalHistogram | null;
  readonly sizes: SizesOverTime | null;
  readonly icmp: readonly { readonly type: number; readonly code: number; readonly flows: number }[];
  readonly evidence: readonly ChannelEvidence[];
}
