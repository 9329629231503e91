import type { Control } from '../control.ts';
import { ChannelIds, endsOf } from './channel-ids.ts';
import type { FlowReader } from './flow-reader.ts';
import { neighbourhoodOf } from './neighbours.ts';
import { inBlocks, inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';
import {
  BROADCAST,
  destinationKind,
  ERROR,
  ICMP,
  IPV6,
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
  /** Rows of the table: the flows, unless rows stand for several (`Table.represents`). */
  readonly rows: Uint32Array;
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
  /** The largest of its rows' sizes (`Flows.size`). */
  readonly largest: Float32Array;
  /** Rank of the service's label, from 1. The first of several services; 0 if Zeek recognised none. */
  readonly service: Uint32Array;
}

/** First pass: the channel of each row, and the number of rows of each channel. */
export async function findChannels(
  reader: FlowReader,
  control: Control,
): Promise<{ readonly channels: Channels; readonly channelOf: Uint32Array }> {
  const transports = reader.perLabel('proto', transportOf);
  const addresses = await reader.perAddress('id.resp_h', destinationKind, control);
  const ids = new ChannelIds(reader.rows / 8);
  const channelOf = new Uint32Array(reader.rows);
  await inBlocks(control, reader.rows, [0, 0.25], (from, to) => {
    ids.assign(endsOf(reader, from, to), { transports, addresses }, to - from, channelOf, from);
  });
  const { first: port, second: proto } = ids.ports.pairs();
  const ports = describePorts(port, proto, transports);
  const { first: sourceOf, second: destination, third: portOf } = await ids.channels.triples(control);
  const count = portOf.length;
  const [pairTable, sourceTable] = [new PairTable(count / 2), new PairTable(count / 8)];
  const [pair, sourcePortOf, flags] = [new Uint32Array(count), new Uint32Array(count), new Uint8Array(count)];
  await inStretches(control, count, (from, to) => {
    const sources = sourceOf.subarray(from);
    pairTable.idsOf(sources, destination.subarray(from), to - from, pair, from);
    sourceTable.idsOf(sources, portOf.subarray(from), to - from, sourcePortOf, from);
    flagSome(addresses, destination, ports, portOf, from, to, flags);
  });
  const { first: source, second: sourcePort } = await sourceTable.pairsInTurns(control);
  const totals = emptyChannels(count);
  const channels = {
    ...totals,
    rows: reader.represents === null ? totals.flows : new Uint32Array(count),
    ports,
    pairs: await hostPairs(reader, pairTable, control),
    sources: { count: source.length, source, port: sourcePort },
    pair,
    sourcePort: sourcePortOf,
    port: portOf,
    flags,
  };
  await inStretches(control, channelOf.length, (from, to) => countCodes(channelOf, from, to, channels.rows));
  return { channels, channelOf };
}

function flagSome(
  addresses: Uint32Array,
  destination: Uint32Array,
  { transport, port }: Ports,
  portOf: Uint32Array,
  from: number,
  to: number,
  out: Uint8Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const id = portOf[channel];
    out[channel] = flagsOfEnds(addresses[destination[channel]], transport[id], port[id]);
  }
}

/** Adds 1 to the count of each code. */
export function countCodes(codes: Uint32Array, from: number, to: number, counts: Uint32Array): void {
  for (let i = from; i < to; i++) counts[codes[i]]++;
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

/** Flags of a channel by the kind of its destination (`destinationKind`) and its port. */
export function flagsOfEnds(destination: number, transport: number, port: number): number {
  const kind = destination % IPV6;
  const isIcmp = transport === ICMP;
  const isToMany = kind === MULTICAST || (kind === BROADCAST && transport !== TCP);
  if (isToMany || (isIcmp && port === NEIGHBOUR)) return UNSCORED | INFRASTRUCTURE;
  return isIcmp && port === ERROR ? ANSWER | INFRASTRUCTURE : 0;
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
    largest: new Float32Array(count),
    service: new Uint32Array(count),
  };
}
