import type { Behaviour } from '../behaviour/behaviour.ts';
import { type Channels, UNSCORED } from '../behaviour/channels.ts';
import { measuredBy } from '../behaviour/measured-by.ts';
import { inStretches } from '../behaviour/pace.ts';
import { NONE } from '../behaviour/pair-table.ts';
import { type Control, whenDue } from '../control.ts';
import { argsortInTurns } from '../math/argsort.ts';
import { nonZero } from '../math/non-zero.ts';
import { labelOrder } from '../query/label-order.ts';
import { type AddressField, hostField } from '../schema/host-field.ts';
import type { Table } from '../table/table.ts';
import type { ChannelTimes } from './channel-times.ts';
import { isChannelMatch, matchWords } from './matches.ts';
import { portKey } from './port-text.ts';
import type { Rhythm } from './rhythm.ts';

/**
 * Everything that is known of the channels of a table, by channel: facts of the whole log, and counts over some flows or all. Rhythms are
 * by place among the busy channels.
 */
export interface ChannelList {
  readonly table: Table;
  readonly behaviour: Behaviour;
  /** Counts and times over these flows. */
  readonly channels: Channels;
  readonly times: ChannelTimes;
  readonly rhythm: Rhythm;
}

/** What a list of channels can be in order of; `beacon` breaks ties by the mean of the four scores. */
export const channelSorts = [
  'id.orig_h',
  'id.resp_h',
  'port',
  'service',
  'flows',
  'failed',
  'beacon',
  'regularity',
  'symmetry',
  'sizes',
  'cover',
  'interval',
  'dispersion',
  'sent',
  'spread',
  'longest',
  'open',
  'orig_bytes',
  'resp_bytes',
  'first',
  'last',
] as const;
export type ChannelSort = (typeof channelSorts)[number];

/**
 * Channels in order, those without a value last, ties by flows and then by first sight. O(channels), 0.2 s a million, in turns.
 */
export async function orderChannels(
  list: ChannelList,
  by: ChannelSort,
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

/** Those of `order` with all words of the filter, at least so many flows, and a connection of at least so many seconds. */
export async function selectChannels(
  { behaviour: { facts }, channels, table }: ChannelList,
  order: Uint32Array,
  { filter, flows, seconds }: { readonly filter: string; readonly flows: number; readonly seconds: number },
  control: Control,
): Promise<Uint32Array> {
  const matches = await matchWords(filter, facts, table, control);
  if (matches.length === 0 && flows <= 1 && seconds <= 0) return order;
  const selected = new Uint32Array(order.length);
  let count = 0;
  await inStretches(control, order.length, (from, to) => {
    for (let place = from; place < to; place++) {
      const channel = order[place];
      if (channels.flows[channel] < flows || channels.longest[channel] < seconds) continue;
      if (isChannelMatch(facts, matches, channel)) selected[count++] = channel;
    }
  });
  return selected.slice(0, count);
}

/** How unusually even a channel's rhythm is, as −log10 p, 0 to 6: see Behaviour's indicator `beacon`. */
export function beaconSurprise(behaviour: Behaviour, channel: number): number {
  const { entityOf, surprise } = measuredBy(behaviour, 'beacon');
  const place = entityOf(channel);
  return place === NONE ? 0 : surprise[place];
}

function meanOfFour({ regularity, symmetry, sizes, cover }: Rhythm, place: number): number {
  return (regularity[place] + symmetry[place] + sizes[place] + cover[place]) / 4;
}

function channelKeys(list: ChannelList, by: ChannelSort): Float64Array {
  const { behaviour, channels, times, rhythm } = list;
  switch (by) {
    case 'id.orig_h':
      return hostKeys(list, by, channels.pairs.source);
    case 'id.resp_h':
      return hostKeys(list, by, channels.pairs.destination);
    case 'port':
      return Float64Array.from(channels.port, (id) => portKey(channels, id));
    case 'service':
      return Float64Array.from(channels.service, (rank) => (rank === 0 ? Number.NaN : rank));
    case 'flows':
      return Float64Array.from(channels.flows);
    case 'failed':
      return perChannel(list, (channel) => failedShare(channels, channel) ?? Number.NaN);
    case 'beacon': {
      const { surprise } = measuredBy(behaviour, 'beacon');
      return perPlace(list, (place) => surprise[place], 0);
    }
    case 'dispersion':
      return perPlace(list, (place) => rhythm.intervalDeviation[place] / rhythm.interval[place]);
    case 'spread':
      return perPlace(list, (place) => rhythm.sentDeviation[place]);
    case 'interval':
    case 'sent':
    case 'regularity':
    case 'symmetry':
    case 'sizes':
    case 'cover':
      return perPlace(list, (place) => rhythm[by][place]);
    case 'longest':
      return Float64Array.from(channels.longest);
    case 'open':
      return channels.seconds;
    case 'orig_bytes':
      return channels.sent;
    case 'resp_bytes':
      return channels.received;
    case 'first':
    case 'last':
      return times[by];
  }
}

/** Share of a channel's flows that came to nothing; null where that is not judged. */
export function failedShare(channels: Channels, channel: number): number | null {
  return (channels.flags[channel] & UNSCORED) !== 0 ? null : channels.failed[channel] / channels.flows[channel];
}

function perChannel({ behaviour }: ChannelList, valueAt: (channel: number) => number): Float64Array {
  const values = new Float64Array(behaviour.facts.channels.count);
  for (let channel = 0; channel < values.length; channel++) values[channel] = valueAt(channel);
  return values;
}

/** `otherwise` for a channel that has no place among the busy ones. */
function perPlace(list: ChannelList, valueAt: (place: number) => number, otherwise = Number.NaN): Float64Array {
  const { busy } = list.behaviour.facts.flows;
  const values = new Float64Array(list.behaviour.facts.channels.count).fill(otherwise);
  for (let place = 0; place < busy.channel.length; place++) values[busy.channel[place]] = valueAt(place);
  return values;
}

function hostKeys({ table, behaviour }: ChannelList, field: AddressField, hosts: Uint32Array): Float64Array {
  const column = table.columns.get(hostField(table.columns, field));
  const { channels } = behaviour.facts;
  const places = column?.kind === 'category' ? labelOrder(column.labels, true) : new Float64Array(1);
  places[0] = Number.NaN;
  return Float64Array.from(channels.pair, (pair) => places[hosts[pair]]);
}
