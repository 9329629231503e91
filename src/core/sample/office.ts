import type { Random } from '../math/random.ts';
import { type Meeting, pingFlow, refusedFlow, type SampleFlow, tcpFlow, udpFlow, unansweredFlow } from './flow.ts';

/** 2026-03-03 06:00 UTC, a Tuesday. */
export const DAY_START = 1_772_517_600;
export const DAY_SECONDS = 16 * 3600;

/** The office's own machines. Outside addresses are of the ranges set aside for documentation (RFC 5737, RFC 3849). */
export const office = {
  desks: Array.from({ length: 28 }, (_, i) => `192.168.10.${20 + i}`),
  phones: Array.from({ length: 6 }, (_, i) => `192.168.20.${10 + i}`),
  router: '192.168.10.1',
  server: '192.168.10.5',
  printer: '192.168.10.9',
  camera: '192.168.30.7',
};

const web = Array.from({ length: 90 }, (_, i) => (i % 2 === 0 ? `198.51.100.${5 + i}` : `203.0.113.${5 + i}`));
const mail = '198.51.100.250';
const calls = '203.0.113.240';
const updates = '198.51.100.240';
const timeServer = '203.0.113.123';

interface Habit {
  /** How often it happens on an ordinary day. */
  readonly count: number;
  readonly flows: (random: Random, ts: number) => SampleFlow[];
}

const lookUp = (random: Random, ts: number, source: string): SampleFlow => {
  const meeting: Meeting = { ts, source, destination: office.router, destinationPort: 53, service: 'dns' };
  return udpFlow(random, meeting, 0.002 + random.exponential(0.03), random.integer(28, 60), random.integer(60, 320));
};

const habits: readonly Habit[] = [
  { count: 2180, flows: browse },
  { count: 2300, flows: (random, ts) => [lookUp(random, ts, random.pick(office.desks))] },
  {
    count: 700,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: mail,
        destinationPort: 993,
        service: 'ssl',
      };
      return [tcpFlow(random, meeting, random.exponential(90), bytes(random, 1800, 0.6), bytes(random, 9000, 1.1))];
    },
  },
  {
    count: 60,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: mail,
        destinationPort: 587,
        service: 'ssl',
      };
      return [tcpFlow(random, meeting, random.exponential(3), bytes(random, 60_000, 1.5), bytes(random, 5000, 0.3))];
    },
  },
  {
    count: 900,
    flows: (random, ts) => {
      const source = random.pick(office.desks);
      const meeting = { ts, source, destination: office.server, destinationPort: 445, service: 'gssapi,smb' };
      return [tcpFlow(random, meeting, random.exponential(200), bytes(random, 9000, 1.4), bytes(random, 40_000, 1.8))];
    },
  },
  {
    count: 130,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: office.printer,
        destinationPort: 631,
        service: 'http',
      };
      return [tcpFlow(random, meeting, random.exponential(8), bytes(random, 150_000, 1.2), bytes(random, 900, 0.3))];
    },
  },
  {
    count: 45,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: calls,
        destinationPort: 3478,
        service: null,
      };
      const duration = 60 + random.exponential(1300);
      const sent = Math.round(duration * (9000 + random.integer(0, 22_000)));
      const received = Math.round(duration * (9000 + random.integer(0, 40_000)));
      const packets = [
        Math.ceil(sent / random.integer(500, 1100)),
        Math.ceil(received / random.integer(500, 1100)),
      ] as const;
      return [udpFlow(random, meeting, duration, sent, received, packets)];
    },
  },
  {
    count: 40,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: updates,
        destinationPort: 80,
        service: 'http',
      };
      return [tcpFlow(random, meeting, random.exponential(25), bytes(random, 700, 0.3), bytes(random, 3_000_000, 1.2))];
    },
  },
  {
    count: 500,
    flows: (random, ts) => {
      const source = random.pick([...office.desks, ...office.phones, office.server, office.camera]);
      const meeting = { ts, source, destination: timeServer, destinationPort: 123, service: 'ntp' };
      return [udpFlow(random, meeting, 0.02 + random.exponential(0.02), 48, random.chance(0.97) ? 48 : null)];
    },
  },
  {
    count: 420,
    flows: (random, ts) => {
      const source = `fe80::20c:29ff:fe${random.integer(16, 99)}:${random.integer(1000, 9999)}`;
      const meeting = { ts, source, destination: 'ff02::fb', destinationPort: 5353, service: 'dns' };
      const packets = random.integer(1, 4);
      return [udpFlow(random, meeting, packets - 1 + random.uniform(), 45 * packets, null, [packets, 0])];
    },
  },
  {
    count: 260,
    flows: (random, ts) => {
      const source = random.pick(office.desks);
      const meeting = { ts, source, destination: '239.255.255.250', destinationPort: 1900, service: null };
      return [udpFlow(random, meeting, 3 + random.uniform(), 4 * random.integer(120, 175), null, [4, 0])];
    },
  },
  {
    count: 160,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: office.router,
        destinationPort: 67,
        service: 'dhcp',
      };
      return [
        udpFlow(random, meeting, 0.001 + random.exponential(0.1), random.integer(300, 340), random.integer(300, 340)),
      ];
    },
  },
  {
    count: 330,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.phones),
        destination: '203.0.113.200',
        destinationPort: 5061,
        service: 'ssl',
      };
      return [tcpFlow(random, meeting, random.exponential(30), bytes(random, 1500, 0.4), bytes(random, 2200, 0.4))];
    },
  },
  {
    count: 220,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: office.camera,
        destination: '198.51.100.77',
        destinationPort: 8883,
        service: 'ssl',
      };
      return [
        tcpFlow(random, meeting, 20 + random.exponential(40), bytes(random, 2600, 0.3), bytes(random, 1800, 0.3)),
      ];
    },
  },
  {
    count: 90,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: random.pick(web),
        destinationPort: 0,
        service: null,
      };
      return [pingFlow(random, meeting, random.integer(2, 5))];
    },
  },
  {
    count: 240,
    flows: (random, ts) => {
      const meeting = {
        ts,
        source: random.pick(office.desks),
        destination: random.pick(web),
        destinationPort: 443,
        service: null,
      };
      return [
        random.chance(0.6) ? unansweredFlow(random, meeting, random.integer(0, 3)) : refusedFlow(random, meeting),
      ];
    },
  },
  {
    count: 2,
    flows: (random, ts) => {
      const meeting = { ts, source: office.server, destination: '203.0.113.99', destinationPort: 443, service: 'ssl' };
      return [
        tcpFlow(
          random,
          meeting,
          300 + random.exponential(200),
          bytes(random, 60_000_000, 0.3),
          bytes(random, 90_000, 0.2),
          'SF',
        ),
      ];
    },
  },
];

/** A day of a small office, in no order. `scale` times as many flows of each kind. */
export function makeOfficeDay(random: Random, start = DAY_START, scale = 1): SampleFlow[] {
  return habits.flatMap(({ count, flows }) =>
    Array.from({ length: Math.max(1, Math.round(count * scale)) }, () =>
      flows(random, start + timeOfDay(random)),
    ).flat(),
  );
}

/** Seconds after the start of the day: most of it at work, with a dip at noon, and a little at any hour. */
function timeOfDay(random: Random): number {
  for (;;) {
    const second = random.uniform() * DAY_SECONDS;
    const hour = 6 + second / 3600;
    const busy = Math.exp(-(((hour - 10.5) / 2) ** 2)) + Math.exp(-(((hour - 15) / 2) ** 2)) + 0.06;
    if (random.uniform() < busy) return second;
  }
}

/** A page: a look-up, then a few connections to one or two servers at nearly the same time. */
function browse(random: Random, ts: number): SampleFlow[] {
  const source = random.pick(office.desks);
  const connections = random.integer(2, 6);
  const site = random.integer(0, web.length - 2);
  return [
    lookUp(random, ts, source),
    ...Array.from({ length: connections }, () => {
      const destination = web[site + random.integer(0, 1)];
      const isPlain = random.chance(0.08);
      const meeting: Meeting = {
        ts: ts + 0.05 + random.exponential(1.5),
        source,
        destination,
        destinationPort: isPlain ? 80 : 443,
        service: isPlain ? 'http' : 'ssl',
      };
      if (!isPlain && random.chance(0.15)) {
        const received = bytes(random, 60_000, 1.5);
        const packets = [12 + Math.ceil(received / 4000), 14 + Math.ceil(received / 1200)] as const;
        return udpFlow(
          random,
          { ...meeting, service: 'quic' },
          random.exponential(25),
          bytes(random, 5000, 0.6),
          received,
          packets,
        );
      }
      return tcpFlow(random, meeting, random.exponential(18), bytes(random, 1600, 0.7), bytes(random, 14_000, 1.6));
    }),
  ];
}

function bytes(random: Random, median: number, spread: number): number {
  return Math.round(random.logNormal(median, spread));
}
