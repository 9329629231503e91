import type { Random } from '../math/random.ts';
import { type SampleFlow, udpFlow } from './flow.ts';
import { office, services } from './hosts.ts';
import { DAY_START } from './office.ts';
import { halfOpenFlow, refusedFlow, tcpFlow, unansweredFlow } from './tcp.ts';

const [first, second, third] = [office.desks[3].v4, office.desks[11].v4, office.desks[19].v4];

/** Attacks planted in the day of the sample, each flow labelled with its kind. */
export function makeAttacks(random: Random): SampleFlow[] {
  return [
    ...horizontalScan(random),
    ...verticalScan(random),
    ...httpBeacon(random),
    ...tlsBeacon(random),
    upload(random),
    ...sshGuessing(random),
    ...dnsTunnel(random),
    ...reverseShell(random),
  ];
}

/** Epoch seconds of an hour of the sample's day. */
function hour(hours: number): number {
  return DAY_START + (hours - 6) * 3600;
}

/** One port on every address of the phones' network. */
function horizontalScan(random: Random): SampleFlow[] {
  const phones = new Set(office.phones.map(({ v4 }) => v4));
  return Array.from({ length: 254 }, (_, i) => {
    const destination = `192.168.20.${i + 1}`;
    const ts = hour(13.2) + i * 0.4 + random.exponential(0.05);
    const meeting = { ts, source: first, destination, destinationPort: 445, service: null, attack: 'horizontal-scan' };
    return phones.has(destination)
      ? refusedFlow(random, meeting)
      : unansweredFlow(random, meeting, random.integer(0, 1));
  });
}

/** The first thousand ports of the server. */
function verticalScan(random: Random): SampleFlow[] {
  const open = new Set([22, 80, 88, 389, 445]);
  return Array.from({ length: 1000 }, (_, i) => {
    const ts = hour(13.6) + i * 0.02 + random.exponential(0.005);
    const destination = office.server.v4;
    const meeting = { ts, source: first, destination, destinationPort: i + 1, service: null, attack: 'vertical-scan' };
    return open.has(i + 1) ? halfOpenFlow(random, meeting) : refusedFlow(random, meeting);
  });
}

/** Calls home every five minutes, give or take a tenth. */
function httpBeacon(random: Random): SampleFlow[] {
  return rhythm(random, 300, 0.1).map((ts) => {
    const home = { destination: '203.0.113.166', destinationPort: 80, service: 'http' };
    const meeting = { ts, source: second, ...home, attack: 'beacon-http' };
    return tcpFlow(random, meeting, 0.2 + random.exponential(0.1), 212, random.integer(180, 184), 'SF');
  });
}

/** Calls home every minute, give or take a fifth. */
function tlsBeacon(random: Random): SampleFlow[] {
  return rhythm(random, 60, 0.2).map((ts) => {
    const home = { destination: '198.51.100.211', destinationPort: 443, service: 'ssl' };
    const meeting = { ts, source: first, ...home, attack: 'beacon-tls' };
    return tcpFlow(
      random,
      meeting,
      0.2 + random.exponential(0.1),
      random.integer(734, 742),
      random.integer(1180, 1184),
      'SF',
    );
  });
}

/** Times from shortly after nine until the evening, each `seconds` after the last, give or take `jitter` of it. */
function rhythm(random: Random, seconds: number, jitter: number): number[] {
  const times: number[] = [];
  for (let ts = hour(9.1); ts < hour(20); ts += seconds * (1 + jitter * (2 * random.uniform() - 1))) times.push(ts);
  return times;
}

/** 400 MB leave over TLS. */
function upload(random: Random): SampleFlow {
  const away = { destination: '203.0.113.147', destinationPort: 443, service: 'ssl' };
  const meeting = { ts: hour(18.25), source: first, ...away, attack: 'upload' };
  return tcpFlow(random, meeting, 1340 + random.exponential(10), 400_000_000, 1_300_000, 'SF');
}

/** One password after another. */
function sshGuessing(random: Random): SampleFlow[] {
  return Array.from({ length: 160 }, (_, i) => {
    const ts = hour(14.4) + i * 3.1 + random.exponential(0.6);
    const meeting = { ts, source: second, ...services.shell, attack: 'ssh-guessing' };
    return tcpFlow(
      random,
      meeting,
      2 + random.exponential(0.6),
      random.integer(1900, 2020),
      random.integer(2400, 2460),
      'SF',
    );
  });
}

/** Long queries and long answers, with an external name server that no other host queries. */
function dnsTunnel(random: Random): SampleFlow[] {
  return Array.from({ length: 420 }, (_, i) => {
    const ts = hour(16) + i * 2.4 + random.exponential(0.8);
    const outside = { destination: '198.51.100.153', destinationPort: 53, service: 'dns' };
    const meeting = { ts, source: third, ...outside, attack: 'dns-tunnel' };
    const sent = { packets: 1, bytes: random.integer(190, 240) };
    return udpFlow(random, meeting, 0.05 + random.exponential(0.05), sent, {
      packets: 1,
      bytes: random.integer(220, 480),
    });
  });
}

/** A shell from inside to outside: long, small, on a port that nothing else uses; the last is still open at the end. */
function reverseShell(random: Random): SampleFlow[] {
  return [0, 1, 2].map((i) => {
    const outside = { destination: '192.0.2.231', destinationPort: 4444, service: null };
    const meeting = { ts: hour(15) + i * 2500, source: third, ...outside, attack: 'reverse-shell' };
    const sent = random.integer(9000, 42_000);
    return tcpFlow(random, meeting, random.integer(1500, 2200), sent, random.integer(1500, 5200), i < 2 ? 'SF' : 'S1');
  });
}
