import type { Control } from '../control.ts';
import { isIpv4 } from '../schema/address.ts';
import type { FlowReader } from './flow-reader.ts';
import { neighbourhoodOf } from './neighbours.ts';
import { BLOCK_ROWS, inBlocks, inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';
import {
  addressKind,
  BROADCAST,
  ERROR,
  ICMP,
  icmpKind,
  isLogInPort,
  isWebPort,
  MULTICAST,
  NEIGHBOUR,
  TCP,
  transportOf,
} from './words.ts';

/** Flags of a channel. Unscored: the channel is left out of scores and counts. */
export const UNSCORED = 1;
/** ICMP messages that answer other traffic. */
export const ANSWER = 2;
/** The network's own services: names, addresses, time. Includes the two above. */
export const INFRASTRUCTURE = 4;
/** At least one flow had data and an answer, and was seen from the requesting side. */
export const ESTABLISHED = 8;
/** At least one flow had packets larger than an NTP request. */
export const LARGE = 16;

/** Responder port and protocol. For ICMP the port is its kind (`icmpKind`). */
export interface Ports {
  readonly count: number;
  readonly port: Uint32Array;
  /** Code of the protocol's label. */
  readonly proto: Uint32Array;
  readonly transport: Uint8Array;
  readonly isWeb: Uint8Array;
  /** 1 for TCP ports of remote log-in. */
  readonly isLogIn: Uint8Array;
}

/** Source and destination, as codes of `id.orig_h` and `id.resp_h`. */
export interface HostPairs {
  readonly count: number;
  readonly source: Uint32Array;
  readonly destination: Uint32Array;
  /** 1 if both hosts are in one network (`neighbourhoodOf`). */
  readonly isInside: Uint8Array;
}

/** A source (code of `id.orig_h`) on a port ("sport"). */
export interface Sources {
  readonly count: number;
  readonly source: Uint32Array;
  readonly port: Uint32Array;
}

/** A channel: source, destination, responder port and protocol, with the totals of its flows. Arrays by channel. */
export interface Channels {
  readonly count: number;
  readonly ports: Ports;
  readonly pairs: HostPairs;
  readonly sources: Sources;
  readonly pair: Uint32Array;
  readonly sourcePort: Uint32Array;
  readonly port: Uint32Array;
  readonly flags: Uint8Array;
  readonly flows: Uint32Array;
  readonly failed: Uint32Array;
  /** Flows that sent data. */
  readonly withData: Uint32Array;
  /** First and last start, in seconds since the log's first flow. */
  readonly from: Float32Array;
  readonly to: Float32Array;
  /** Payload bytes sent and received, and seconds; sums over the flows. */
  readonly sent: Float64Array;
  readonly received: Float64Array;
  readonly seconds: Float64Array;
  /** Duration of the longest flow in seconds. */
  readonly longest: Float32Array;
  /** Rank of the service's label, from 1. The first of several services; 0 if Zeek recognised none. */
  readonly service: Uint32Array;
}

/** First pass: the channel of each row, and the number of rows of each channel. */
export async function findChannels(
  reader: FlowReader,
  control: Control,
): Promise<{ readonly channels: Channels; readonly channelOf: Uint32Array }> {
  const transports = reader.perLabel('proto', transportOf);
  const kindOf = (address: Uint8Array | null) =>
    addressKind(address) + (address === null || isIpv4(address) ? 0 : IPV6);
  const addresses = await reader.perAddress('id.resp_h', kindOf, control);
  const portTable = new PairTable();
  const sourceTable = new PairTable();
  const channelTable = new PairTable(reader.rows / 8);
  const channelOf = new Uint32Array(reader.rows);
  const ids = new Uint32Array(BLOCK_ROWS);
  await inBlocks(control, reader.rows, [0, 0.25], (from, to) => {
    const sources = reader.codes('id.orig_h', from, to);
    const destinations = reader.codes('id.resp_h', from, to);
    const protos = reader.codes('proto', from, to);
    const origPorts = reader.numbers('id.orig_p', from, to);
    const respPorts = reader.numbers('id.resp_p', from, to);
    for (let i = 0; i < to - from; i++) {
      const isIcmp = transports[protos[i]] === ICMP;
      ids[i] = isIcmp ? icmpKind(origPorts[i], addresses[destinations[i]] >= IPV6) : respPorts[i] & 0xffff;
    }
    // Looks up sources and ports first: they are few and stay in the cache.
    portTable.idsOf(ids, protos, to - from, ids, 0);
    sourceTable.idsOf(sources, ids, to - from, ids, 0);
    channelTable.idsOf(ids, destinations, to - from, channelOf, from);
  });
  const { first: port, second: proto } = portTable.pairs();
  const ports = describePorts(port, proto, transports);
  const { first: source, second: sourcePort } = await sourceTable.pairsInTurns(control);
  const { first: sourcePortOf, second: destination } = await channelTable.pairsInTurns(control);
  const pairTable = new PairTable(destination.length / 2);
  const pair = new Uint32Array(destination.length);
  const portOf = new Uint32Array(destination.length);
  const flags = new Uint8Array(destination.length);
  await inStretches(control, destination.length, (from, to) => {
    for (let channel = from; channel < to; channel++) pair[channel] = source[sourcePortOf[channel]];
    pairTable.idsOf(pair.subarray(from), destination.subarray(from), to - from, pair, from);
    for (let channel = from; channel < to; channel++) {
      portOf[channel] = sourcePort[sourcePortOf[channel]];
      flags[channel] = addressFlags(addresses[destination[channel]] % IPV6, ports, portOf[channel]);
    }
  });
  const channels = {
    ...emptyChannels(destination.length),
    ports,
    pairs: await hostPairs(reader, pairTable, control),
    sources: { count: source.length, source, port: sourcePort },
    pair,
    sourcePort: sourcePortOf,
    port: portOf,
    flags,
  };
  await inStretches(control, channelOf.length, (from, to) => {
    for (let row = from; row < to; row++) channels.flows[channelOf[row]]++;
  });
  return { channels, channelOf };
}

function describePorts(port: Uint32Array, proto: Uint32Array, transports: Uint32Array): Ports {
  const count = port.length;
  const [transport, isWeb, isLogIn] = [new Uint8Array(count), new Uint8Array(count), new Uint8Array(count)];
  for (let id = 0; id < count; id++) {
    transport[id] = transports[proto[id]];
    if (transport[id] !== ICMP && isWebPort(port[id])) isWeb[id] = 1;
    if (transport[id] === TCP && isLogInPort(port[id])) isLogIn[id] = 1;
  }
  return { count, port, proto, transport, isWeb, isLogIn };
}

async function hostPairs(reader: FlowReader, table: PairTable, control: Control): Promise<HostPairs> {
  const { first: source, second: destination } = await table.pairsInTurns(control);
  const numbers = new Map<string, number>();
  const numbersOf = (field: 'id.orig_h' | 'id.resp_h') => {
    const numberOf = (address: Uint8Array | null, code: number) => {
      const network = neighbourhoodOf(address, address === null ? reader.label(field, code) : '');
      const known = numbers.get(network) ?? numbers.size + 1;
      numbers.set(network, known);
      return known;
    };
    return reader.perAddress(field, numberOf, control);
  };
  const from = await numbersOf('id.orig_h');
  const to = await numbersOf('id.resp_h');
  const isInside = new Uint8Array(source.length);
  await inStretches(control, source.length, (first, end) => {
    for (let pair = first; pair < end; pair++) isInside[pair] = from[source[pair]] === to[destination[pair]] ? 1 : 0;
  });
  return { count: source.length, source, destination, isInside };
}

/** Offset added to the kind of an IPv6 address. */
const IPV6 = 4;

function addressFlags(kind: number, { transport, port }: Ports, id: number): number {
  const isIcmp = transport[id] === ICMP;
  const isToMany = kind === MULTICAST || (kind === BROADCAST && transport[id] !== TCP);
  if (isToMany || (isIcmp && port[id] === NEIGHBOUR)) return UNSCORED | INFRASTRUCTURE;
  return isIcmp && port[id] === ERROR ? ANSWER | INFRASTRUCTURE : 0;
}

/** Totals of channels without flows. */
function emptyChannels(count: number) {
  return {
    count,
    flows: new Uint32Array(count),
    failed: new Uint32Array(count),
    withData: new Uint32Array(count),
    from: new Float32Array(count),
    to: new Float32Array(count),
    sent: new Float64Array(count),
    received: new Float64Array(count),
    seconds: new Float64Array(count),
    longest: new Float32Array(count),
    service: new Uint32Array(count),
  };
}
