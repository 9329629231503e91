import type { Behaviour } from '../behaviour/behaviour.ts';
import { type Channels, UNSCORED } from '../behaviour/channels.ts';
import { measuredBy } from '../behaviour/measured-by.ts';
import { NONE } from '../behaviour/pair-table.ts';
import { type Control, whenDue } from '../control.ts';
import { LogError } from '../errors.ts';
import type { ChannelTimes } from '../groups/channel-times.ts';
import { keysOfColumn } from '../groups/group-column.ts';
import type { FindingsByGroup } from '../groups/group-findings.ts';
import { argsortInTurns } from '../math/argsort.ts';
import { nonZero } from '../math/non-zero.ts';
import { failedShare } from '../schema/failed-flow.ts';
import type { Table } from '../table/table.ts';
import { channelListColumns } from './channel-list-columns.ts';
import type { Rhythm } from './rhythm.ts';

/**
 * The channels of a table: measurements over the whole log, and counts over all or selected flows. Rhythms are by index
 * among the busy channels.
 */
export interface ChannelList {
  readonly table: Table;
  readonly behaviour: Behaviour;
  /** Counts and times over the counted flows. */
  readonly channels: Channels;
  readonly times: ChannelTimes;
  readonly rhythm: Rhythm;
  /** Facts of the whole log. Null if the findings are not known. */
  readonly findings: FindingsByGroup | null;
}

/**
 * Channels sorted by a column. Channels without a value come last; ties are by flows, then by first occurrence.
 * O(channels), 0.2 s per million. Yields to other messages.
 */
export async function orderChannels(
  list: ChannelList,
  by: string,
  descending: boolean,
  { signal }: Control,
): Promise<Uint32Array> {
  const pause = whenDue(signal);
  const sorted = (keys: Float64Array, highestFirst: boolean, ties?: Uint32Array) =>
    argsortInTurns(keys, highestFirst, ties, pause);
  const { flows } = list.channels;
  const byFlows = await sorted(Float64Array.from(flows), true, nonZero(flows));
  if (by === 'flows' && descending) return byFlows;
  const means = by === 'beacon' ? perPlace(list, (place) => meanOfFour(list.rhythm, place)) : null;
  const ties = means === null ? byFlows : await sorted(means, true, byFlows);
  const keys = channelKeys(list, by);
  await pause();
  return sorted(keys, descending, ties);
}

/** The channels of `order` with at least `least` flows. */
export function withFlows({ channels: { flows } }: ChannelList, order: Uint32Array, least: number): Uint32Array {
  return order.filter((channel) => flows[channel] >= least);
}

/** How regular a channel is, as −log10 p, 0 to 6: see Behaviour's indicator `beacon`. */
export function beaconSurprise(behaviour: Behaviour, channel: number): number {
  const { entityOf, surprise } = measuredBy(behaviour, 'beacon');
  const place = entityOf(channel);
  return place === NONE ? 0 : surprise[place];
}

function meanOfFour({ regularity, symmetry, sizes, cover }: Rhythm, place: number): number {
  return (regularity[place] + symmetry[place] + sizes[place] + cover[place]) / 4;
}

/** Throws `LogError` for an unknown column. */
function channelKeys(list: ChannelList, by: string): Float64Array {
  const column = channelListColumns.find(({ id }) => id === by);
  if (column === undefined) throw new LogError('bad-request', { what: `sort ${by}` });
  return keysOfColumn(column, list, list.channels.count);
}

/** Failed flows / scored flows of a channel. Null for channels that are not scored. */
export function failedShareOf(channels: Channels, channel: number): number | null {
  return failedShare(channels.failed[channel], scoredFlowsOf(channels, channel));
}

/** All flows of a channel are scored, or none. */
export function scoredFlowsOf({ flags, flows }: Channels, channel: number): number {
  return (flags[channel] & UNSCORED) === 0 ? flows[channel] : 0;
}

/** `otherwise` is the value of channels that are not busy. */
function perPlace(list: ChannelList, valueAt: (place: number) => number, otherwise = Number.NaN): Float64Array {
  const { busy } = list.behaviour.facts.flows;
  const values = new Float64Array(list.behaviour.facts.channels.count).fill(otherwise);
  for (let place = 0; place < busy.channel.length; place++) values[busy.channel[place]] = valueAt(place);
  return values;
}
