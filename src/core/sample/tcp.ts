import type { Random } from '../math/random.ts';
import { flowOf, type Meeting, type SampleFlow, type Traffic } from './flow.ts';
import { isIpv6, sendsTimestamps } from './hosts.ts';

type Ending = 'SF' | 'S1' | 'S2' | 'S3' | 'RSTO' | 'RSTR' | 'OTH';

const BYTES_A_SECOND = 30e6;

/** A TCP connection that carried data and ended as `connState` says; `OTH` was there before the capture. */
export function tcpFlow(
  random: Random,
  meeting: Meeting,
  duration: number,
  sent: number,
  received: number,
  connState: Ending = random.weighted(endings),
): SampleFlow {
  const { header } = headers(meeting);
  const up = segments(random, sent, header);
  const down = segments(random, received, header);
  const lost = down.count > 40 && random.chance(0.02) ? random.integer(1, Math.ceil(down.count / 3)) : 0;
  const missedBytes = lost * (MTU - header);
  const origPackets = up.count + up.resent + acks(random, down.count) + random.integer(2, 3);
  const respPackets = down.count + down.resent + acks(random, up.count) + random.integer(1, 3) - lost;
  const options = connState === 'OTH' ? 0 : 12; // the SYN's own
  return flowOf(random, meeting, 'tcp', {
    duration: Math.max(duration, 0.004 + random.exponential(0.02) + (sent + received) / BYTES_A_SECOND),
    origBytes: sent,
    respBytes: received,
    connState,
    history:
      (connState === 'OTH' ? '' : 'ShA') +
      exchange(random, meeting, sent, received) +
      (lost > 0 ? 'g' : '') +
      (down.resent > 0 ? 't' : '') +
      (up.resent > 0 ? 'T' : '') +
      random.pick(closings[connState]),
    missedBytes,
    origPackets,
    origIpBytes: sent + up.resentBytes + origPackets * header + options,
    respPackets,
    respIpBytes: received + down.resentBytes - missedBytes + respPackets * header + options,
  });
}

/** An unanswered SYN: alone it leaves duration and payload unset; with retries they are 0 bytes long. */
export function unansweredFlow(random: Random, meeting: Meeting, retries: number): SampleFlow {
  const unset = retries === 0 ? { duration: null, origBytes: null, respBytes: null } : {};
  return probe(random, meeting, {
    connState: 'S0',
    history: 'S',
    duration: 2 ** retries - 1 + random.uniform() * 0.05,
    origPackets: 1 + retries,
    origIpBytes: (1 + retries) * headers(meeting).syn,
    respPackets: 0,
    respIpBytes: 0,
    ...unset,
  });
}

/** A SYN answered by a reset. */
export function refusedFlow(random: Random, meeting: Meeting): SampleFlow {
  return probe(random, meeting, { connState: 'REJ', history: 'Sr', respIpBytes: headers(meeting).reset });
}

/** A SYN that found an open port; the asker hung up before the third step. */
export function halfOpenFlow(random: Random, meeting: Meeting): SampleFlow {
  const { syn, reset } = headers(meeting);
  return probe(random, meeting, {
    connState: 'RSTO',
    history: 'ShR',
    origPackets: 2,
    origIpBytes: syn + reset,
    respIpBytes: syn,
  });
}

/** A try without data: one packet each way, but for what `traffic` says. */
function probe(
  random: Random,
  meeting: Meeting,
  traffic: Partial<Traffic> & Pick<Traffic, 'connState' | 'history' | 'respIpBytes'>,
): SampleFlow {
  return flowOf(random, { ...meeting, service: null }, 'tcp', {
    duration: 0.0002 + random.exponential(0.001),
    origBytes: 0,
    respBytes: 0,
    missedBytes: 0,
    origPackets: 1,
    origIpBytes: headers(meeting).syn,
    respPackets: 1,
    ...traffic,
  });
}

const MTU = 1500;

/** Bytes of the IP and TCP headers: of a packet with data, of the SYN with its options, of a bare reset. */
function headers({ source }: Meeting): { readonly header: number; readonly syn: number; readonly reset: number } {
  const reset = isIpv6(source) ? 60 : 40;
  const header = sendsTimestamps(source) ? reset + 12 : reset;
  return { header, syn: sendsTimestamps(source) ? header + 8 : header + 12, reset };
}

/** Packets that carry the payload, and those of them sent twice: they count as IP bytes only. */
function segments(random: Random, payload: number, header: number) {
  const size = MTU - header;
  const count = Math.ceil(payload / size);
  const resent = random.chance(0.06) ? Math.ceil(count * Math.min(1, random.exponential(0.03))) : 0;
  return { count, resent, resentBytes: Math.min(payload, resent * size) };
}

/** How many packets only acknowledge. */
function acks(random: Random, segmentsReceived: number): number {
  return Math.ceil(segmentsReceived / random.integer(2, 5));
}

/** History letters of the data: who spoke first, and that it was acknowledged. */
function exchange(random: Random, { service }: Meeting, sent: number, received: number): string {
  const letters = service === 'ssh' ? 'dDa' : random.chance(0.75) ? 'Dad' : 'Dda';
  return [...letters].filter((letter) => (letter === 'd' ? received > 0 : sent > 0)).join('');
}

const endings: readonly (readonly [Ending, number])[] = [
  ['SF', 88],
  ['S1', 2],
  ['S2', 1],
  ['S3', 2],
  ['RSTO', 4],
  ['RSTR', 3],
];

/** What the history says of the end, by state. */
const closings: Readonly<Record<Ending, readonly string[]>> = {
  SF: ['Ff', 'Ff', 'Ff', 'fF', 'FfR', 'fFr'],
  S1: [''],
  S2: ['F'],
  S3: ['f'],
  RSTO: ['R', 'FR', 'fR'],
  RSTR: ['r', 'Fr'],
  OTH: ['A', ''],
};
