import type { BadgeKind } from '../core/hosts/badges.ts';
import type { Side } from '../core/hosts/sides.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { GroupRow, GroupsQuery, GroupWindow } from './group-api.ts';

/** What hosts are in order of: a column by its id, or `mass:` and a detector. */
export type HostSort = string;

/** Which hosts, and what counts as an anomaly of theirs. A word of the filter is of the address, or of a port or service. */
export interface HostsQuery extends GroupsQuery<HostSort> {
  readonly side: Side;
  /** The detector on screen with its threshold; of others that have been run, the threshold is as for `contamination`. */
  readonly detector: string;
  readonly threshold: number;
  readonly contamination: number;
}
export interface HostWindow extends GroupWindow<HostRow> {
  /** Detectors that have been run, in the order of each row's `mass`. */
  readonly masses: readonly MassOf[];
}
export interface MassOf {
  readonly detector: string;
  readonly label: string;
  readonly threshold: number;
}
/** A host on one side of the flows; see `docs/hosts-and-channels.md` for every number. */
export interface HostRow extends GroupRow {
  /** Its number on its side. */
  readonly host: number;
  /** Null when unset. */
  readonly address: string | null;
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
  readonly row: HostRow;
  /** Conditions that exactly its flows meet. */
  readonly where: readonly Predicate[];
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

/** The hosts on one side of a finding's flows. */
export interface HostsOfFinding {
  readonly all: number;
  /** How many of them have a badge of their own in the list of hosts. */
  readonly scanning: number;
  /** Most flows first. */
  readonly most: readonly HostOfFinding[];
}
/** What one host has of a finding: counts of its flows there, and the badges that it has by all of its flows. */
export interface HostOfFinding {
  readonly address: string | null;
  readonly flows: number;
  readonly failed: number;
  readonly peers: number;
  readonly ports: number;
  readonly badges: readonly BadgeKind[];
}
