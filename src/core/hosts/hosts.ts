import { ANSWER, type Channels, UNSCORED } from '../behaviour/channels.ts';
import type { Entities } from '../behaviour/entities.ts';
import type { Facts } from '../behaviour/facts.ts';
import { inStretches } from '../behaviour/pace.ts';
import { NONE } from '../behaviour/pair-table.ts';
import { ICMP } from '../behaviour/words.ts';
import type { Control } from '../control.ts';
import type { ChannelTimes } from '../groups/channel-times.ts';
import type { CountedChannels } from '../groups/selected-channels.ts';
import { hostsOfPairs, type Side } from './sides.ts';

/** The hosts on one side of the flows, by code. Code 0 is an unset address. A host without flows does not count. */
export interface Hosts {
  readonly side: Side;
  readonly flows: Uint32Array;
  /** Flows that can fail. Multicast, broadcast and neighbour discovery are left out. */
  readonly judged: Uint32Array;
  /** Failed flows among these: see `failedMeaning`. */
  readonly failed: Uint32Array;
  /** Payload bytes that the host sent and received. */
  readonly sent: Float64Array;
  readonly received: Float64Array;
  /** Distinct hosts on the other side. */
  readonly fan: Uint32Array;
  /** Distinct responder ports with their protocol, without ICMP. */
  readonly ports: Uint32Array;
  /** Maximum number of hosts on the other side with one port, and a channel of these; `NONE` without one. */
  readonly sweepHosts: Uint32Array;
  readonly sweepHostsChannel: Uint32Array;
  /** Maximum number of ports of one host on the other side, and a channel of these. */
  readonly sweepPorts: Uint32Array;
  readonly sweepPortsChannel: Uint32Array;
  /** First and last start in epoch seconds. NaN when no flow has a time. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Sums up the counted channels by host. O(channels), 72 bytes per host. Skips channels without flows. */
export async function findHosts(
  { reader, entities }: Facts,
  { channels, times }: CountedChannels,
  side: Side,
  control: Control,
): Promise<Hosts> {
  const hosts = emptyHosts(side, reader.codeCount(side === 'source' ? 'id.orig_h' : 'id.resp_h'));
  const hostOf = hostsOfPairs(channels, side);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      addChannel(hosts, hostOf[channels.pair[channel]], channels, channel, times);
    }
  });
  const isSeen = new Uint8Array(channels.pairs.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const pair = channels.pair[channel];
      if (channels.flows[channel] === 0 || isSeen[pair] === 1) continue;
      isSeen[pair] = 1;
      hosts.fan[hostOf[pair]]++;
    }
  });
  await countPorts(hosts, channels, entities, control);
  await findSweeps(hosts, channels, entities, control);
  return hosts;
}

function addChannel(hosts: Hosts, host: number, channels: Channels, channel: number, { first, last }: ChannelTimes) {
  hosts.flows[host] += channels.flows[channel];
  if ((channels.flags[channel] & UNSCORED) === 0) hosts.judged[host] += channels.flows[channel];
  hosts.failed[host] += channels.failed[channel];
  const [sent, received] =
    hosts.side === 'source' ? [channels.sent, channels.received] : [channels.received, channels.sent];
  hosts.sent[host] += sent[channel];
  hosts.received[host] += received[channel];
  // Comparing with NaN is false.
  if (!(hosts.first[host] <= first[channel]) && first[channel] <= last[channel]) hosts.first[host] = first[channel];
  if (!(hosts.last[host] >= last[channel]) && first[channel] <= last[channel]) hosts.last[host] = last[channel];
}

/** Counts ports: each port of a source and each service of a destination is one entity of Behaviour. */
async function countPorts(
  { side, ports }: Hosts,
  channels: Channels,
  { services }: Entities,
  control: Control,
): Promise<void> {
  const { sources, sourcePort } = channels;
  const [entity, host, ofChannel] =
    side === 'source' ? [sources, sources.source, sourcePort] : [services, services.destination, services.ofChannel];
  const isSeen = new Uint8Array(entity.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const id = ofChannel[channel];
      if (channels.flows[channel] === 0 || isSeen[id] === 1) continue;
      isSeen[id] = 1;
      if (channels.ports.transport[entity.port[id]] !== ICMP) ports[host[id]]++;
    }
  });
}

/** Uses channels that are requests, not answers. For ICMP only hosts are counted, since it has no ports. */
async function findSweeps(hosts: Hosts, channels: Channels, { services }: Entities, control: Control): Promise<void> {
  const { side } = hosts;
  const hostOf = hostsOfPairs(channels, side);
  const onPort = side === 'source' ? channels.sourcePort : services.ofChannel;
  const hostsOnPort = new Uint32Array(side === 'source' ? channels.sources.count : services.count);
  const portsOfPair = new Uint32Array(channels.pairs.count);
  await inStretches(control, channels.count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if (channels.flows[channel] === 0 || (channels.flags[channel] & (UNSCORED | ANSWER)) !== 0) continue;
      const pair = channels.pair[channel];
      const host = hostOf[pair];
      if (++hostsOnPort[onPort[channel]] > hosts.sweepHosts[host]) {
        hosts.sweepHosts[host] = hostsOnPort[onPort[channel]];
        hosts.sweepHostsChannel[host] = channel;
      }
      if (channels.ports.transport[channels.port[channel]] === ICMP) continue;
      if (++portsOfPair[pair] > hosts.sweepPorts[host]) {
        hosts.sweepPorts[host] = portsOfPair[pair];
        hosts.sweepPortsChannel[host] = channel;
      }
    }
  });
}

function emptyHosts(side: Side, count: number): Hosts {
  const counts = () => new Uint32Array(count);
  return {
    side,
    flows: counts(),
    judged: counts(),
    failed: counts(),
    sent: new Float64Array(count),
    received: new Float64Array(count),
    fan: counts(),
    ports: counts(),
    sweepHosts: counts(),
    sweepHostsChannel: counts().fill(NONE),
    sweepPorts: counts(),
    sweepPortsChannel: counts().fill(NONE),
    first: new Float64Array(count).fill(Number.NaN),
    last: new Float64Array(count).fill(Number.NaN),
  };
}
