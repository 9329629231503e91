import type { Control } from '../control.ts';
import { type Channels, ESTABLISHED, UNSCORED } from './channels.ts';
import { type Entities, largestBeyond } from './entities.ts';
import { inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';
import { clipped } from './surprise.ts';
import { isCallPort, TCP } from './words.ts';

/**
 * Rarity of ports and services in this network, 0 to 3, as −log10 of a fraction: by channel, and the maximum by host
 * pair.
 */
export interface Context {
  readonly ofChannel: Float32Array;
  readonly ofPair: Float32Array;
  /** Distinct destinations of each port, and of all ports. */
  readonly hostsOn: Uint32Array;
  readonly hosts: number;
  readonly usage: Usage;
}

const MOST_RARITY = 3;

/**
 * Rarity of each channel with an answer: −log10 of the fraction of destinations that serve its port, or of the fraction
 * of sources that use it, whichever fraction is larger. Half for a service on at least 2 % of the destinations; 0 on
 * web ports and call ports. For a recognised service, also the fraction of the service's destinations that have it on
 * this port.
 */
export async function measureContext(channels: Channels, entities: Entities, control: Control): Promise<Context> {
  const { count } = channels;
  const hostsOn = countHosts(channels, entities);
  const hosts = Math.max(2, countFrom(1, entities.sourcesOf));
  const sourceShare = shareOfSources(channels, entities);
  const kinds = await countKinds(channels, entities, control);
  const ofChannel = new Float32Array(count);
  const ofPair = new Float32Array(channels.pairs.count);
  const common = Math.max(4, 0.02 * hosts);
  const context = { ofChannel, ofPair, hostsOn, hosts, usage: { sourceShare, kinds, common } };
  await inStretches(control, count, (from, to) => measureSome(channels, context.usage, from, to, context));
  return context;
}

/** What the rarity of a channel depends on beside the hosts on its port. */
interface Usage {
  /** By port: see `shareOfSources`. */
  readonly sourceShare: Float64Array;
  readonly kinds: Kinds;
  /** Hosts from which a port is common. */
  readonly common: number;
}

function measureSome(
  { port: portOf, pair: pairOf, service: serviceOf, ports, flags }: Channels,
  { sourceShare, kinds, common }: Usage,
  from: number,
  to: number,
  { ofChannel, ofPair, hostsOn, hosts }: Context,
): void {
  for (let channel = from; channel < to; channel++) {
    const port = portOf[channel];
    if ((flags[channel] & ESTABLISHED) === 0 || ports.isWeb[port] === 1) continue;
    if (isCallPort(ports.transport[port], ports.port[port])) continue;
    const share = Math.max(hostsOn[port] / hosts, sourceShare[port]);
    const isCommon = hostsOn[port] >= common;
    let rarity = clipped(-Math.log10(share), 0, MOST_RARITY) * (isCommon ? 0.5 : 1);
    const service = serviceOf[channel];
    if (isCommon && service !== 0 && ports.transport[port] === TCP) {
      const onPort = kinds.onPort[kinds.byPort.find(port, service)] / kinds.inAll[service];
      const unusual = Math.min(-Math.log10(onPort), -Math.log10(Math.max(sourceShare[port], 0.001)));
      rarity = Math.max(rarity, clipped(unusual, 0, MOST_RARITY));
    }
    ofChannel[channel] = rarity;
    const pair = pairOf[channel];
    if (rarity > ofPair[pair]) ofPair[pair] = rarity;
  }
}

/** Distinct scored destinations of each port. */
function countHosts({ count, ports, flags }: Channels, { services }: Entities): Uint32Array {
  const isServed = new Uint8Array(services.count);
  const hostsOn = new Uint32Array(ports.count);
  for (let channel = 0; channel < count; channel++) {
    const service = services.ofChannel[channel];
    if ((flags[channel] & UNSCORED) !== 0 || isServed[service] === 1) continue;
    isServed[service] = 1;
    hostsOn[services.port[service]]++;
  }
  return hostsOn;
}

/** For each port, the fraction of sources with many destinations that use it, leaving one of them (the suspect) out. */
function shareOfSources({ ports }: Channels, { sourcePorts, destinationsOf }: Entities): Float64Array {
  const { least, active } = activeSources(destinationsOf);
  const share = new Float64Array(ports.count).fill(-1);
  for (let id = 0; id < sourcePorts.count; id++) {
    if (sourcePorts.destinations[id] > 0 && destinationsOf[sourcePorts.source[id]] >= least)
      share[sourcePorts.port[id]]++;
  }
  for (let port = 0; port < share.length; port++) share[port] = Math.max(0, share[port]) / Math.max(1, active);
  return share;
}

/** The number of destinations from which a source counts as active, and the number of active sources. */
export function activeSources(destinationsOf: Uint32Array): { readonly least: number; readonly active: number } {
  const largest = largestBeyond(0, destinationsOf, 0, destinationsOf.length);
  const least = Math.max(3, 0.02 * largest);
  return { least, active: countFrom(least, destinationsOf) };
}

/** How many numbers are at least `least`. */
function countFrom(least: number, numbers: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i] >= least) count++;
  return count;
}

/** Distinct destinations of recognised services. */
interface Kinds {
  /** Pairs of port and service, and the destinations of each. */
  readonly byPort: PairTable;
  readonly onPort: number[];
  /** By service. */
  readonly inAll: number[];
}

/** Distinct destinations of each recognised service, and of each pair of port and service. */
async function countKinds(channels: Channels, { services }: Entities, control: Control): Promise<Kinds> {
  const latest = new Uint32Array(services.count);
  const seen = { byHost: new PairTable(), byHostAndPort: new PairTable(), latest };
  const kinds: Kinds = { byPort: new PairTable(), inAll: [], onPort: [] };
  await inStretches(control, channels.count, (from, to) => addKinds(channels, services, seen, from, to, kinds));
  return kinds;
}

/** Pairs of destination and recognised service, and of its port and that, which are counted. */
interface SeenKinds {
  readonly byHost: PairTable;
  readonly byHostAndPort: PairTable;
  /** By port of a destination: the service seen last, which spares the look-up. */
  readonly latest: Uint32Array;
}

function addKinds(
  { service, flags }: Channels,
  services: Entities['services'],
  { byHost, byHostAndPort, latest }: SeenKinds,
  from: number,
  to: number,
  { byPort, inAll, onPort }: Kinds,
): void {
  for (let channel = from; channel < to; channel++) {
    const kind = service[channel];
    if (kind === 0 || (flags[channel] & UNSCORED) !== 0) continue;
    const served = services.ofChannel[channel];
    if (latest[served] === kind) continue;
    latest[served] = kind;
    const before = byHost.size;
    if (byHost.idOf(services.destination[served], kind) === before) inAll[kind] = (inAll[kind] ?? 0) + 1;
    const beforePort = byHostAndPort.size;
    if (byHostAndPort.idOf(served, kind) === beforePort) {
      const id = byPort.idOf(services.port[served], kind);
      onPort[id] = (onPort[id] ?? 0) + 1;
    }
  }
}
