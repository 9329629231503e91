import type { IntervalHistogram, SizesOverTime } from '../core/channels/channel-charts.ts';
import type { ChannelEvidence } from '../core/channels/channel-evidence.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { GroupRow, GroupsQuery, GroupWindow } from './group-api.ts';

/** What channels are in order of: a column by its id. */
export type ChannelSort = string;

/** Which channels. A word of the filter is of the source, the destination, the port or the service. */
export interface ChannelsQuery extends GroupsQuery<ChannelSort> {
  /** Flows at least, and seconds of the longest one at least. */
  readonly flows: number;
  readonly seconds: number;
}
export type ChannelWindow = GroupWindow<ChannelRow>;
/** See `docs/hosts-and-channels.md` for every number. */
export interface ChannelRow extends GroupRow {
  readonly channel: number;
  readonly source: string;
  readonly destination: string;
  /** `445/tcp`, or the kind of ICMP. */
  readonly port: string;
  readonly service: string | null;
  readonly origBytes: number;
  readonly respBytes: number;
  /** Seconds of the longest flow, and of all together. */
  readonly longest: number;
  readonly open: number;
  /** −log10 p, 0 to 6. */
  readonly beacon: number;
  /** Null for fewer than four flows. */
  readonly rhythm: ChannelRhythm | null;
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
  readonly where: readonly Predicate[];
  readonly intervals: IntervalHistogram | null;
  readonly sizes: SizesOverTime | null;
  readonly icmp: readonly { readonly type: number; readonly code: number; readonly flows: number }[];
  readonly evidence: readonly ChannelEvidence[];
}
