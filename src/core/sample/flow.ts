import type { Random } from '../math/random.ts';

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

/** Who talks to whom, when and why: what all makers of flows need. */
export interface Meeting {
  readonly ts: number;
  readonly source: string;
  readonly destination: string;
  readonly destinationPort: number;
  readonly service: string | null;
  readonly attack?: string;
}

const SEGMENT = 1448;

/** A TCP connection that carried data and closed, or ended as `connState` says. */
export function tcpFlow(
  random: Random,
  meeting: Meeting,
  duration: number,
  sent: number,
  received: number,
  connState: 'SF' | 'S1' | 'RSTO' | 'RSTR' | 'S3' = random.weighted(endings),
): SampleFlow {
  const origData = Math.ceil(sent / SEGMENT);
  const respData = Math.ceil(received / SEGMENT);
  const origPackets = 3 + origData + Math.ceil(respData / 2) + random.integer(0, 1);
  const respPackets = 2 + respData + Math.ceil(origData / 2) + random.integer(0, 1);
  const isLossy = random.chance(0.004) && received > 50_000;
  return {
    ...base(random, meeting, 'tcp'),
    duration,
    origBytes: sent,
    respBytes: received,
    connState,
    history: histories[connState] + (isLossy ? 'g' : ''),
    missedBytes: isLossy ? SEGMENT * random.integer(1, 20) : 0,
    origPackets,
    origIpBytes: sent + resent(random, sent) + origPackets * 52 + 8,
    respPackets,
    respIpBytes: received + resent(random, received) + respPackets * 52 + 8,
  };
}

/** Payload that had to be sent again: it counts as IP bytes only. */
function resent(random: Random, payload: number): number {
  return Math.round(payload * random.exponential(0.012));
}

const endings = [
  ['SF', 88],
  ['S1', 3],
  ['RSTO', 4],
  ['RSTR', 3],
  ['S3', 2],
] as const;

const histories = { SF: 'ShADadFf', S1: 'ShADad', RSTO: 'ShADadFR', RSTR: 'ShADadFr', S3: 'ShADadf' } as const;

/** A SYN that nobody answered: a single packet, so duration and payload are unset; with retries they are 0 bytes long. */
export function unansweredFlow(random: Random, meeting: Meeting, retries: number): SampleFlow {
  const packets = 1 + retries;
  return {
    ...base(random, meeting, 'tcp'),
    service: null,
    duration: retries === 0 ? null : 2 ** retries - 1 + random.uniform() * 0.05,
    origBytes: retries === 0 ? null : 0,
    respBytes: retries === 0 ? null : 0,
    connState: 'S0',
    history: 'S',
    missedBytes: 0,
    origPackets: packets,
    origIpBytes: packets * 60,
    respPackets: 0,
    respIpBytes: 0,
  };
}

/** A SYN answered by a reset. */
export function refusedFlow(random: Random, meeting: Meeting): SampleFlow {
  return {
    ...base(random, meeting, 'tcp'),
    service: null,
    duration: 0.0002 + random.exponential(0.001),
    origBytes: 0,
    respBytes: 0,
    connState: 'REJ',
    history: 'Sr',
    missedBytes: 0,
    origPackets: 1,
    origIpBytes: 60,
    respPackets: 1,
    respIpBytes: 40,
  };
}

/** A question and its answers over UDP; with `received` null nobody answered. */
export function udpFlow(
  random: Random,
  meeting: Meeting,
  duration: number,
  sent: number,
  received: number | null,
  packets: readonly [sent: number, received: number] = [1, 1],
): SampleFlow {
  const isSingle = received === null && packets[0] === 1;
  return {
    ...base(random, meeting, 'udp'),
    duration: isSingle ? null : duration,
    origBytes: isSingle ? null : sent,
    respBytes: isSingle ? null : (received ?? 0),
    connState: received === null ? 'S0' : 'SF',
    history: received === null ? 'D' : 'Dd',
    missedBytes: 0,
    origPackets: packets[0],
    origIpBytes: sent + packets[0] * headerBytes(meeting.source),
    respPackets: received === null ? 0 : packets[1],
    respIpBytes: received === null ? 0 : received + packets[1] * headerBytes(meeting.source),
  };
}

/** An echo and its replies. */
export function pingFlow(random: Random, meeting: Meeting, count: number): SampleFlow {
  return {
    ...base(random, meeting, 'icmp'),
    sourcePort: 8,
    destinationPort: 0,
    service: null,
    duration: count - 1 + 0.01 * random.uniform(),
    origBytes: 56 * count,
    respBytes: 56 * count,
    connState: 'OTH',
    history: null,
    missedBytes: 0,
    origPackets: count,
    origIpBytes: 84 * count,
    respPackets: count,
    respIpBytes: 84 * count,
  };
}

const protocolNumbers = { tcp: 6, udp: 17, icmp: 1 } as const;

function base(random: Random, meeting: Meeting, proto: SampleFlow['proto']) {
  const { ts, source, destination, destinationPort, service, attack = '' } = meeting;
  return {
    ts,
    source,
    sourcePort: random.integer(49152, 65535),
    destination,
    destinationPort,
    proto,
    service,
    ipProto: protocolNumbers[proto],
    label: attack === '' ? ('Benign' as const) : ('Malicious' as const),
    attack,
  };
}

/** IP and UDP headers of one packet. */
function headerBytes(address: string): number {
  return address.includes(':') ? 48 : 28;
}
