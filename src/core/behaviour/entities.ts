import type { Control } from '../control.ts';
import { ANSWER, type Channels, INFRASTRUCTURE, UNSCORED } from './channels.ts';
import { inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';

/** A source on a port, over all destinations: "sport". */
export interface SourcePorts {
  readonly count: number;
  readonly ofChannel: Uint32Array;
  readonly source: Uint32Array;
  readonly port: Uint32Array;
  /** Distinct destinations, those never reached, and flows. */
  readonly destinations: Uint32Array;
  readonly failing: Uint32Array;
  readonly flows: Uint32Array;
  /** 1 when all of it is the network's housekeeping. */
  readonly isInfrastructure: Uint8Array;
}

/** A host pair with its housekeeping apart: pair p is entity 2p, its housekeeping 2p + 1. */
export interface Pairs {
  readonly count: number;
  readonly ofChannel: Uint32Array;
  readonly channels: Uint32Array;
  readonly failing: Uint32Array;
  readonly flows: Uint32Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
}

/** A destination's port, over all sources. */
export interface Services {
  readonly count: number;
  readonly ofChannel: Uint32Array;
  readonly destination: Uint32Array;
  readonly port: Uint32Array;
  /** Distinct sources of each. */
  readonly sources: Uint32Array;
}

/** The entities larger than a channel, and which of them each channel belongs to. */
export interface Entities {
  readonly sourcePorts: SourcePorts;
  readonly pairs: Pairs;
  readonly services: Services;
  /** Distinct sources of each destination, by code of `id.resp_h`: unscored channels left out. */
  readonly sourcesOf: Uint32Array;
  /** Distinct destinations of each source, by code of `id.orig_h`: unscored channels left out. */
  readonly destinationsOf: Uint32Array;
  /** Flows of each source. */
  readonly flowsOf: Float64Array;
  /** Channels that are scored, and those of them of which every flow failed, in all and by port. */
  readonly scored: number;
  readonly failing: number;
  readonly scoredOn: Uint32Array;
  readonly failingOn: Uint32Array;
}

/** Whether every flow of a channel came to nothing. An answer is no try. */
export function isFailing(channels: Channels, channel: number): boolean {
  return channels.failed[channel] === channels.flows[channel] && (channels.flags[channel] & (UNSCORED | ANSWER)) === 0;
}

export async function findEntities(channels: Channels, control: Control): Promise<Entities> {
  const { count, ports, pairs: hosts, flags } = channels;
  const byDestination = new PairTable();
  const sourcePortOf = channels.sourcePort;
  const pairOf = new Uint32Array(count);
  const serviceOf = new Uint32Array(count);
  const isSeen = new Uint8Array(hosts.count);
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      const pair = channels.pair[channel];
      serviceOf[channel] = byDestination.idOf(hosts.destination[pair], channels.port[channel]);
      pairOf[channel] = 2 * pair + ((flags[channel] & INFRASTRUCTURE) !== 0 ? 1 : 0);
      if ((flags[channel] & UNSCORED) === 0) isSeen[pair] = 1;
    }
  });
  const sourcePorts = emptySourcePorts(channels);
  const pairs = emptyPairs(2 * hosts.count, pairOf);
  const scoredOn = new Uint32Array(ports.count);
  const failingOn = new Uint32Array(ports.count);
  const flowsOf = new Float64Array((await largestOf(hosts.source, control)) + 1);
  let scored = 0;
  let failing = 0;
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) {
      if ((flags[channel] & UNSCORED) !== 0) continue;
      const isFailed = isFailing(channels, channel) ? 1 : 0;
      addToSourcePort(sourcePorts, sourcePortOf[channel], channels, channel, isFailed);
      addToPair(pairs, pairOf[channel], channels, channel, isFailed);
      flowsOf[hosts.source[channels.pair[channel]]] += channels.flows[channel];
      scored++;
      failing += isFailed;
      scoredOn[channels.port[channel]]++;
      failingOn[channels.port[channel]] += isFailed;
    }
  });
  const { first: destination, second: port } = await byDestination.pairsInTurns(control);
  const sources = new Uint32Array(byDestination.size);
  await inStretches(control, count, (from, to) => {
    for (let channel = from; channel < to; channel++) sources[serviceOf[channel]]++;
  });
  return {
    sourcePorts,
    pairs,
    services: { count: byDestination.size, ofChannel: serviceOf, destination, port, sources },
    sourcesOf: await countSeen(hosts.destination, isSeen, control),
    destinationsOf: await countSeen(hosts.source, isSeen, control),
    flowsOf,
    scored,
    failing,
    scoredOn,
    failingOn,
  };
}

function emptySourcePorts({ sources: { count, source, port }, sourcePort: ofChannel }: Channels): SourcePorts {
  const [destinations, failing, flows] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  const isInfrastructure = new Uint8Array(count).fill(1);
  return { count, ofChannel, source, port, destinations, failing, flows, isInfrastructure };
}

function addToSourcePort(to: SourcePorts, id: number, channels: Channels, channel: number, isFailed: number): void {
  to.destinations[id]++;
  to.failing[id] += isFailed;
  to.flows[id] += channels.flows[channel];
  if ((channels.flags[channel] & INFRASTRUCTURE) === 0) to.isInfrastructure[id] = 0;
}

function emptyPairs(count: number, ofChannel: Uint32Array): Pairs {
  const [channels, failing, flows] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  return {
    count,
    ofChannel,
    channels,
    failing,
    flows,
    sent: new Float64Array(count),
    received: new Float64Array(count),
  };
}

function addToPair(to: Pairs, id: number, channels: Channels, channel: number, isFailed: number): void {
  to.channels[id]++;
  to.failing[id] += isFailed;
  to.flows[id] += channels.flows[channel];
  to.sent[id] += channels.sent[channel];
  to.received[id] += channels.received[channel];
}

/** How often each code occurs among pairs that are seen. */
async function countSeen(codes: Uint32Array, isSeen: Uint8Array, control: Control): Promise<Uint32Array> {
  const counts = new Uint32Array((await largestOf(codes, control)) + 1);
  await inStretches(control, codes.length, (from, to) => {
    for (let i = from; i < to; i++) counts[codes[i]] += isSeen[i];
  });
  return counts;
}

async function largestOf(codes: Uint32Array, control: Control): Promise<number> {
  let largest = 0;
  await inStretches(control, codes.length, (from, to) => {
    for (let i = from; i < to; i++) if (codes[i] > largest) largest = codes[i];
  });
  return largest;
}
