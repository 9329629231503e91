import type { Control } from '../control.ts';
import { ANSWER, type Channels, countCodes, INFRASTRUCTURE, UNSCORED } from './channels.ts';
import { BLOCK_ROWS, inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';

/** A source on a port, over all destinations ("sport"). */
export interface SourcePorts {
  readonly count: number;
  readonly ofChannel: Uint32Array;
  readonly source: Uint32Array;
  readonly port: Uint32Array;
  /** Distinct destinations, destinations never reached, and flows. */
  readonly destinations: Uint32Array;
  readonly failing: Uint32Array;
  readonly flows: Uint32Array;
  /** 1 if all flows are infrastructure. */
  readonly isInfrastructure: Uint8Array;
}

/** A host pair, with infrastructure separate: pair p is entity 2p, its infrastructure 2p + 1. */
export interface Pairs {
  readonly count: number;
  readonly ofChannel: Uint32Array;
  readonly channels: Uint32Array;
  readonly failing: Uint32Array;
  readonly flows: Uint32Array;
  readonly sent: Float64Array;
  readonly received: Float64Array;
}

/** A port of a destination, over all sources. */
export interface Services {
  readonly count: number;
  readonly ofChannel: Uint32Array;
  readonly destination: Uint32Array;
  readonly port: Uint32Array;
  /** Distinct sources of each service. */
  readonly sources: Uint32Array;
}

/** The entities larger than a channel, and the entity of each channel. */
export interface Entities {
  readonly sourcePorts: SourcePorts;
  readonly pairs: Pairs;
  readonly services: Services;
  /** Distinct sources of each destination, by code of `id.resp_h`. Unscored channels do not count. */
  readonly sourcesOf: Uint32Array;
  /** Distinct destinations of each source, by code of `id.orig_h`. Unscored channels do not count. */
  readonly destinationsOf: Uint32Array;
  /** Flows of each source. */
  readonly flowsOf: Float64Array;
  /** Scored channels, and those in which every flow failed; in total and by port. */
  readonly scored: number;
  readonly failing: number;
  readonly scoredOn: Uint32Array;
  readonly failingOn: Uint32Array;
}

/** Whether every flow of a channel failed. Answers do not count as attempts. */
export function isFailing(channels: Channels, channel: number): boolean {
  return channels.failed[channel] === channels.flows[channel] && (channels.flags[channel] & (UNSCORED | ANSWER)) === 0;
}

/** Groups the channels into entities and counts their hosts, failures and flows. Linear in the channels. */
export async function findEntities(channels: Channels, control: Control): Promise<Entities> {
  const { count, ports, pairs: hosts } = channels;
  const byDestination = new PairTable(count / 8);
  const pairOf = new Uint32Array(count);
  const serviceOf = new Uint32Array(count);
  const isSeen = new Uint8Array(hosts.count);
  const destinations = new Uint32Array(BLOCK_ROWS);
  await inStretches(control, count, (from, to) => {
    takePairs(channels, from, to, destinations, pairOf, isSeen);
    byDestination.idsOf(destinations, channels.port.subarray(from, to), to - from, serviceOf, from);
  });
  const sourcePorts = emptySourcePorts(channels);
  const pairs = emptyPairs(2 * hosts.count, pairOf);
  const scoredOn = new Uint32Array(ports.count);
  const failingOn = new Uint32Array(ports.count);
  const flowsOf = new Float64Array((await largestOf(hosts.source, control)) + 1);
  let scored = 0;
  let failing = 0;
  await inStretches(control, count, (from, to) => {
    addToSourcePorts(sourcePorts, flowsOf, channels, from, to);
    addToPairs(pairs, channels, from, to);
    countOnPorts(channels, from, to, scoredOn, failingOn);
  });
  for (let port = 0; port < ports.count; port++) {
    scored += scoredOn[port];
    failing += failingOn[port];
  }
  const { first: destination, second: port } = await byDestination.pairsInTurns(control);
  const sources = new Uint32Array(byDestination.size);
  await inStretches(control, count, (from, to) => countCodes(serviceOf, from, to, sources));
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

/** Adds a range of channels to their destinations and pairs, and marks pairs with a scored channel. */
function takePairs(
  { pairs, pair: pairOfChannel, flags }: Channels,
  from: number,
  to: number,
  destinations: Uint32Array,
  pairOf: Uint32Array,
  isSeen: Uint8Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const pair = pairOfChannel[channel];
    destinations[channel - from] = pairs.destination[pair];
    pairOf[channel] = 2 * pair + ((flags[channel] & INFRASTRUCTURE) !== 0 ? 1 : 0);
    if ((flags[channel] & UNSCORED) === 0) isSeen[pair] = 1;
  }
}

/** Adds a range of channels to their source ports, and their flows to their sources. */
function addToSourcePorts(
  { ofChannel, source, destinations, failing, flows, isInfrastructure }: SourcePorts,
  flowsOf: Float64Array,
  channels: Channels,
  from: number,
  to: number,
): void {
  for (let channel = from; channel < to; channel++) {
    if ((channels.flags[channel] & UNSCORED) !== 0) continue;
    const id = ofChannel[channel];
    destinations[id]++;
    if (isFailing(channels, channel)) failing[id]++;
    flows[id] += channels.flows[channel];
    flowsOf[source[id]] += channels.flows[channel];
    if ((channels.flags[channel] & INFRASTRUCTURE) === 0) isInfrastructure[id] = 0;
  }
}

function countOnPorts(
  channels: Channels,
  from: number,
  to: number,
  scoredOn: Uint32Array,
  failingOn: Uint32Array,
): void {
  const { flags, port } = channels;
  for (let channel = from; channel < to; channel++) {
    if ((flags[channel] & UNSCORED) !== 0) continue;
    scoredOn[port[channel]]++;
    if (isFailing(channels, channel)) failingOn[port[channel]]++;
  }
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

function addToPairs(to: Pairs, channels: Channels, first: number, end: number): void {
  for (let channel = first; channel < end; channel++) {
    if ((channels.flags[channel] & UNSCORED) !== 0) continue;
    const id = to.ofChannel[channel];
    to.channels[id]++;
    if (isFailing(channels, channel)) to.failing[id]++;
    to.flows[id] += channels.flows[channel];
    to.sent[id] += channels.sent[channel];
    to.received[id] += channels.received[channel];
  }
}

/** The number of marked pairs with each code. */
async function countSeen(codes: Uint32Array, isSeen: Uint8Array, control: Control): Promise<Uint32Array> {
  const counts = new Uint32Array((await largestOf(codes, control)) + 1);
  await inStretches(control, codes.length, (from, to) => addMarks(codes, isSeen, from, to, counts));
  return counts;
}

/** Adds the marks of entries to the counts of their codes. */
export function addMarks(codes: Uint32Array, isSeen: Uint8Array, from: number, to: number, counts: Uint32Array): void {
  for (let i = from; i < to; i++) counts[codes[i]] += isSeen[i];
}

async function largestOf(codes: Uint32Array, control: Control): Promise<number> {
  let largest = 0;
  await inStretches(control, codes.length, (from, to) => {
    largest = largestBeyond(largest, codes, from, to);
  });
  return largest;
}

/** The largest of a range of numbers, at least `least`. */
export function largestBeyond(least: number, codes: Uint32Array, from: number, to: number): number {
  let largest = least;
  for (let i = from; i < to; i++) if (codes[i] > largest) largest = codes[i];
  return largest;
}
