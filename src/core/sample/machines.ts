import type { Random } from '../math/random.ts';
import { bytes, icmpFlow, type SampleFlow, udpFlow } from './flow.ts';
import { type Host, office, services } from './hosts.ts';
import { tcpFlow } from './tcp.ts';

/** Traffic of machines at fixed times, also outside office hours. */
interface Routine {
  readonly hosts: readonly Host[];
  readonly everySeconds: number;
  readonly flow: (random: Random, ts: number, host: Host) => SampleFlow;
}

const { desks, phones, camera, thermostat, server } = office;

export const machines: readonly Routine[] = [
  { hosts: [...desks, ...phones, server, camera], everySeconds: 4096, flow: askTime },
  { hosts: [...desks, ...phones], everySeconds: 14_400, flow: renewAddress },
  { hosts: desks, everySeconds: 3900, flow: announceNames },
  { hosts: desks, everySeconds: 6000, flow: discover },
  { hosts: desks, everySeconds: 7200, flow: askNeighbour },
  { hosts: desks, everySeconds: 40_000, flow: askForRouters },
  { hosts: phones, everySeconds: 1020, flow: readPhoneBook },
  { hosts: [camera], everySeconds: 262, flow: reportToCloud },
  { hosts: [thermostat], everySeconds: 600, flow: readWeather },
  { hosts: [server], everySeconds: 300, flow: watchRouter },
  { hosts: [server], everySeconds: 28_800, flow: backUp },
];

/**
 * When a machine with this period acts between `start` and `end`: from a time of its own on, a little late each time.
 */
export function* times(random: Random, start: number, end: number, everySeconds: number): Generator<number> {
  for (let ts = start + random.uniform() * everySeconds; ts < end; ts += everySeconds) {
    yield ts + random.exponential(0.002 * everySeconds);
  }
}

function askTime(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const packet = { packets: 1, bytes: 48 };
  const meeting = { ts, source, sourcePort: 123, ...services.time };
  return udpFlow(random, meeting, 0.012 + random.exponential(0.01), packet, random.chance(0.97) ? packet : null);
}

function renewAddress(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const sent = { packets: 1, bytes: random.integer(300, 340) };
  const meeting = { ts, source, sourcePort: 68, ...services.dhcp };
  return udpFlow(random, meeting, 0.001 + random.exponential(0.01), sent, {
    packets: 1,
    bytes: random.integer(300, 340),
  });
}

function announceNames(random: Random, ts: number, { link: source }: Host): SampleFlow {
  const packets = random.integer(1, 4);
  const meeting = { ts, source, sourcePort: 5353, ...services.multicastNames };
  return udpFlow(
    random,
    meeting,
    packets - 1 + random.uniform(),
    { packets, bytes: packets * random.integer(45, 130) },
    null,
  );
}

function discover(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const sent = { packets: 4, bytes: 4 * random.integer(120, 175) };
  return udpFlow(random, { ts, source, ...services.discovery }, 3 + 0.02 * random.uniform(), sent, null);
}

function askNeighbour(random: Random, ts: number, { link: source }: Host): SampleFlow {
  const meeting = { ts, source, sourcePort: 135, ...services.neighbours };
  return icmpFlow(
    random,
    meeting,
    0.0002 + random.exponential(0.0004),
    { packets: 1, bytes: 24 },
    { packets: 1, bytes: 16 },
  );
}

function askForRouters(random: Random, ts: number, { link: source }: Host): SampleFlow {
  return icmpFlow(random, { ts, source, sourcePort: 133, ...services.routers }, 0, { packets: 1, bytes: 8 }, null);
}

function readPhoneBook(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const meeting = { ts, source, ...services.phoneBook };
  return tcpFlow(random, meeting, random.exponential(30), bytes(random, 1500, 0.4), bytes(random, 2200, 0.4));
}

function reportToCloud(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const meeting = { ts, source, ...services.cameraCloud };
  return tcpFlow(random, meeting, 20 + random.exponential(40), bytes(random, 2600, 0.3), bytes(random, 1800, 0.3));
}

function readWeather(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const meeting = { ts, source, ...services.weather };
  return tcpFlow(random, meeting, 0.1 + random.exponential(0.1), 148, bytes(random, 2100, 0.05), 'SF');
}

function watchRouter(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const packets = random.integer(6, 8);
  const meeting = { ts, source, ...services.routerState };
  return udpFlow(
    random,
    meeting,
    0.01 + random.exponential(0.02),
    { packets, bytes: packets * 86 },
    { packets, bytes: packets * random.integer(110, 140) },
  );
}

function backUp(random: Random, ts: number, { v4: source }: Host): SampleFlow {
  const meeting = { ts, source, ...services.backup };
  return tcpFlow(
    random,
    meeting,
    300 + random.exponential(200),
    bytes(random, 60_000_000, 0.3),
    bytes(random, 90_000, 0.2),
    'SF',
  );
}
