import type { Random } from '../math/random.ts';
import { bytes, icmpFlow, type Meeting, type SampleFlow, udpFlow } from './flow.ts';
import { office, type Service, services, sites } from './hosts.ts';
import { refusedFlow, tcpFlow, unansweredFlow } from './tcp.ts';

/** What people at their desks cause, and how often a day. */
export const people: readonly (readonly [count: number, flows: (random: Random, ts: number) => SampleFlow[]])[] = [
  [2000, browse],
  [2000, (random, ts) => [lookUp(random, ts, desk(random).v4)]],
  [160, askNeighbours],
  [700, (random, ts) => [tcp(random, ts, services.mailbox, 90, [1800, 0.6], [9000, 1.1])]],
  [60, (random, ts) => [tcp(random, ts, services.sendMail, 3, [60_000, 1.5], [5000, 0.3])]],
  [120, signIn],
  [850, (random, ts) => [tcp(random, ts, services.files, 200, [9000, 1.4], [40_000, 1.8])]],
  [260, (random, ts) => [tcp(random, ts, services.intranet, 6, [900, 0.6], [22_000, 1.2])]],
  [130, (random, ts) => [tcp(random, ts, services.printing, 8, [150_000, 1.2], [900, 0.3])]],
  [12, (random, ts) => [tcp(random, ts, services.shell, 700, [14_000, 0.8], [42_000, 1.1])]],
  [45, call],
  [40, (random, ts) => [tcp(random, ts, services.updates, 25, [700, 0.3], [3_000_000, 1.2])]],
  [90, ping],
  [220, fail],
];

/** A connection that was there before the capture, so that Zeek saw neither its start nor who asked for what. */
export function alreadyOpen(random: Random, ts: number): SampleFlow {
  const meeting = { ts, source: desk(random).v4, ...services.mailbox, service: null };
  return tcpFlow(random, meeting, random.exponential(200), bytes(random, 400, 0.8), bytes(random, 700, 0.8), 'OTH');
}

function desk(random: Random) {
  return random.pick(office.desks);
}

/** One connection from a desk: its mean duration, and median and spread of what it sends and gets. */
function tcp(
  random: Random,
  ts: number,
  service: Service,
  seconds: number,
  sent: readonly [median: number, spread: number],
  received: readonly [median: number, spread: number],
): SampleFlow {
  const meeting = { ts, source: desk(random).v4, ...service };
  return tcpFlow(random, meeting, random.exponential(seconds), bytes(random, ...sent), bytes(random, ...received));
}

function lookUp(random: Random, ts: number, source: string): SampleFlow {
  const isCached = random.chance(0.6);
  return udpFlow(
    random,
    { ts, source, ...services.dns },
    (isCached ? 0.0004 : 0.008) + random.exponential(isCached ? 0.0004 : 0.03),
    { packets: 1, bytes: random.integer(28, 60) },
    random.chance(0.99) ? { packets: 1, bytes: random.integer(60, 320) } : null,
  );
}

/** A page: a look-up, then a few connections to one or two servers at nearly the same time. */
function browse(random: Random, ts: number): SampleFlow[] {
  const { v4, v6 } = desk(random);
  const first = random.integer(0, sites.length - 2);
  const connections = Array.from({ length: random.integer(2, 6) }, () => {
    const site = sites[first + random.integer(0, 1)];
    const later = ts + 0.05 + random.exponential(1.5);
    return site.v6 === null ? fetchPage(random, later, v4, site.v4) : fetchPage(random, later, v6, site.v6);
  });
  return [lookUp(random, ts, v4), ...connections];
}

function fetchPage(random: Random, ts: number, source: string, destination: string): SampleFlow {
  const [port, service] = random.weighted([
    [[443, 'ssl'], 78],
    [[443, 'quic'], 14],
    [[80, 'http'], 8],
  ] as const);
  const meeting = { ts, source, destination, destinationPort: port, service };
  const seconds = random.exponential(18);
  if (service !== 'quic')
    return tcpFlow(random, meeting, seconds, bytes(random, 1600, 0.7), bytes(random, 14_000, 1.6));
  const sent = bytes(random, 5000, 0.6);
  const received = bytes(random, 60_000, 1.5);
  const asked = { packets: 12 + Math.ceil(received / 4000), bytes: sent };
  return udpFlow(random, meeting, seconds, asked, { packets: 14 + Math.ceil(received / 1200), bytes: received });
}

/** A name that no server knows: the desktop queries its neighbours and gets no answer. */
function askNeighbours(random: Random, ts: number): SampleFlow[] {
  const meeting = { ts, source: desk(random).link, ...services.localNames };
  return [
    udpFlow(random, meeting, 0.41 + random.exponential(0.01), { packets: 2, bytes: 2 * random.integer(22, 34) }, null),
  ];
}

/** A ticket, then a question to the directory. */
function signIn(random: Random, ts: number): SampleFlow[] {
  const source = desk(random).v4;
  const ticket: Meeting = { ts, source, ...services.tickets };
  const question: Meeting = { ts: ts + 0.03 + random.exponential(0.02), source, ...services.directory };
  return [
    tcpFlow(random, ticket, random.exponential(0.01), bytes(random, 1500, 0.1), bytes(random, 1650, 0.1), 'SF'),
    tcpFlow(random, question, random.exponential(20), bytes(random, 2400, 0.5), bytes(random, 6000, 0.9)),
  ];
}

/** A call: a connection to set it up, and sound and picture beside it. */
function call(random: Random, ts: number): SampleFlow[] {
  const source = desk(random).v4;
  const seconds = 60 + random.exponential(1300);
  const stream = () => {
    const sum = Math.round(seconds * random.integer(9000, 40_000));
    return { packets: Math.ceil(sum / random.integer(500, 1100)), bytes: sum };
  };
  const setUp = { ts: ts - 1.2 - random.exponential(0.5), source, ...services.callSetup };
  return [
    tcpFlow(random, setUp, seconds + 2, bytes(random, 24_000, 0.4), bytes(random, 38_000, 0.4)),
    udpFlow(random, { ts, source, ...services.callMedia }, seconds, stream(), stream()),
  ];
}

function ping(random: Random, ts: number): SampleFlow[] {
  const destination = random.pick(sites).v4;
  const packets = random.integer(1, 5);
  const echo = { packets, bytes: 56 * packets };
  const meeting = { ts, source: desk(random).v4, sourcePort: 8, destination, destinationPort: 0, service: null };
  return [
    icmpFlow(random, meeting, packets - 1 + 0.008 + random.exponential(0.01), echo, random.chance(0.9) ? echo : null),
  ];
}

/** A site that is down. */
function fail(random: Random, ts: number): SampleFlow[] {
  const meeting = {
    ts,
    source: desk(random).v4,
    destination: random.pick(sites).v4,
    destinationPort: 443,
    service: null,
  };
  return [random.chance(0.6) ? unansweredFlow(random, meeting, random.integer(0, 3)) : refusedFlow(random, meeting)];
}
