import type { IntervalHistogram, SizesOverTime } from '../core/channels/channel-charts.ts';
import type { ChannelEvidence } from '../core/channels/channel-evidence.ts';
import type { GroupColumnInfo } from '../core/groups/group-column.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { GroupRow, GroupsQuery, GroupWindow } from './group-api.ts';

/** Sort key of channels: a column id. */
export type ChannelSort = string;

/** A query of channels. */
export interface ChannelsQuery extends GroupsQuery<ChannelSort> {
  /** Minimum number of counted flows per channel. */
  readonly leastFlows: number;
}
/** A range of rows of the list of channels. */
export type ChannelWindow = GroupWindow<ChannelRow>;
/** A channel. See `docs/hosts-and-channels.md` for every number. */
export interface ChannelRow extends GroupRow {
  readonly channel: number;
  readonly source: string;
  readonly destination: string;
  /** `445/tcp`, or the kind of ICMP. */
  readonly port: string;
  readonly service: string | null;
  readonly origBytes: number;
  readonly respBytes: number;
  /** Duration in seconds: of the longest flow, and the sum. */
  readonly longest: number;
  readonly open: number;
  /** Score of the Beacon indicator: −log10 p, 0 to 6. */
  readonly beacon: number;
  /** Null for fewer than four flows. */
  readonly rhythm: ChannelRhythm | null;
  readonly isHousekeeping: boolean;
}
/** Interval and size statistics of a channel's flows. */
export interface ChannelRhythm {
  /** Median interval in seconds; and MAD / median, null when the median is 0. */
  readonly interval: number;
  readonly dispersion: number | null;
  /** Bytes sent: median and MAD. */
  readonly sent: number;
  readonly spread: number;
  /** 0 to 1, higher for a more regular channel. */
  readonly regularity: number;
  readonly symmetry: number;
  readonly sizes: number;
  readonly cover: number;
}
/** A channel with its charts and evidence. `row` and `icmp` count the selected flows, the rest covers the whole log. */
export interface ChannelDetail {
  readonly row: ChannelRow;
  /** The meaning of each entry of the row's `values`. */
  readonly columns: readonly GroupColumnInfo[];
  readonly where: readonly Predicate[];
  /** Mean seconds between the starts of successive flows. Null for fewer than two flows with a time. */
  readonly meanInterval: number | null;
  readonly intervals: IntervalHistogram | null;
  readonly sizes: SizesOverTime | null;
  readonly icmp: readonly { readonly type: number; readonly code: number; readonly flows: number }[];
  readonly evidence: readonly ChannelEvidence[];
}
