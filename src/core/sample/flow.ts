import type { Random } from '../math/random.ts';
import { isIpv6 } from './hosts.ts';

/** One flow of a made-up log, in Zeek's terms; `null` is unset. */
export interface SampleFlow {
  readonly ts: number;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly proto: 'tcp' | 'udp' | 'icmp';
  readonly service: string | null;
  readonly duration: number | null;
  readonly origBytes: number | null;
  readonly respBytes: number | null;
  readonly connState: string;
  readonly history: string | null;
  readonly missedBytes: number;
  readonly origPackets: number;
  readonly origIpBytes: number;
  readonly respPackets: number;
  readonly respIpBytes: number;
  readonly ipProto: number;
  readonly label: 'Benign' | 'Malicious';
  /** Kind of attack; empty for benign flows. */
  readonly attack: string;
}

/** The hosts and time of a flow, which all flow makers need. For ICMP the ports are the types of request and reply. */
export interface Meeting {
  readonly ts: number;
  readonly source: string;
  /** Any of the ephemeral ones when not given. */
  readonly sourcePort?: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly service: string | null;
  readonly attack?: string;
}

/** A flow's packets and payload in one direction. */
interface Sent {
  readonly packets: number;
  readonly bytes: number;
}

/** What Zeek counted and saw of a flow. */
export type Traffic = Pick<
  SampleFlow,
  | 'duration'
  | 'origBytes'
  | 'respBytes'
  | 'connState'
  | 'history'
  | 'missedBytes'
  | 'origPackets'
  | 'origIpBytes'
  | 'respPackets'
  | 'respIpBytes'
>;

/** Datagrams to a service and back. `received` is null without a reply. */
export function udpFlow(
  random: Random,
  meeting: Meeting,
  duration: number,
  sent: Sent,
  received: Sent | null,
): SampleFlow {
  const [connState, history] = received === null ? ['S0', 'D'] : ['SF', 'Dd'];
  return flowOf(random, meeting, 'udp', datagrams(meeting, duration, sent, received, connState, history));
}

/** ICMP messages and, unless null, the answers to them. */
export function icmpFlow(
  random: Random,
  meeting: Meeting,
  duration: number,
  sent: Sent,
  received: Sent | null,
): SampleFlow {
  return flowOf(random, meeting, 'icmp', datagrams(meeting, duration, sent, received, 'OTH', null));
}

/** One object literal, field by field: built of spread parts it took five times as long. */
export function flowOf(random: Random, meeting: Meeting, proto: SampleFlow['proto'], traffic: Traffic): SampleFlow {
  const { attack = '' } = meeting;
  return {
    ts: meeting.ts,
    source: meeting.source,
    sourcePort: meeting.sourcePort ?? random.integer(49_152, 65_535),
    destination: meeting.destination,
    destinationPort: meeting.destinationPort,
    proto,
    service: meeting.service,
    duration: traffic.duration,
    origBytes: traffic.origBytes,
    respBytes: traffic.respBytes,
    connState: traffic.connState,
    history: traffic.history,
    missedBytes: traffic.missedBytes,
    origPackets: traffic.origPackets,
    origIpBytes: traffic.origIpBytes,
    respPackets: traffic.respPackets,
    respIpBytes: traffic.respIpBytes,
    ipProto: proto === 'tcp' ? 6 : proto === 'udp' ? 17 : isIpv6(meeting.source) ? 58 : 1,
    label: attack === '' ? 'Benign' : 'Malicious',
    attack,
  };
}

/** A size around `median`, whose logarithm spreads by `spread`. */
export function bytes(random: Random, median: number, spread: number): number {
  return Math.round(random.logNormal(median, spread));
}

/** What is seen of packets with the 8-byte header of UDP and ICMP. A packet alone leaves duration and payload unset. */
function datagrams(
  { source }: Meeting,
  duration: number,
  sent: Sent,
  received: Sent | null,
  connState: string,
  history: string | null,
): Traffic {
  const header = isIpv6(source) ? 48 : 28;
  const isAlone = received === null && sent.packets === 1;
  const { packets, bytes } = received ?? { packets: 0, bytes: 0 };
  return {
    duration: isAlone ? null : duration,
    origBytes: isAlone ? null : sent.bytes,
    respBytes: isAlone ? null : bytes,
    connState,
    history,
    missedBytes: 0,
    origPackets: sent.packets,
    origIpBytes: sent.bytes + sent.packets * header,
    respPackets: packets,
    respIpBytes: bytes + packets * header,
  };
}
