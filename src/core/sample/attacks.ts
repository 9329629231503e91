import type { Random } from '../math/random.ts';
import { refusedFlow, type SampleFlow, tcpFlow, udpFlow, unansweredFlow } from './flow.ts';
import { DAY_START, office } from './office.ts';

const hour = (hours: number) => DAY_START + (hours - 6) * 3600;
const [victim, other, third] = [office.desks[3], office.desks[11], office.desks[19]];

/** Attacks that are planted in the sample, each flow labelled with its kind. */
export function makeAttacks(random: Random): SampleFlow[] {
  return [
    ...horizontalScan(random),
    ...verticalScan(random),
    ...beacon(random, 'beacon-http', other, '203.0.113.66', 80, 'http', 300, 0.1),
    ...beacon(random, 'beacon-tls', victim, '198.51.100.211', 443, 'ssl', 60, 0.2),
    upload(random),
    ...sshGuessing(random),
    ...dnsTunnel(random),
    ...reverseShell(random),
  ];
}

/** One port on every address of the office. */
function horizontalScan(random: Random): SampleFlow[] {
  return Array.from({ length: 254 }, (_, i) => {
    const meeting = {
      ts: hour(13.2) + i * 0.4 + random.exponential(0.05),
      source: victim,
      destination: `192.168.10.${i + 1}`,
      destinationPort: 445,
      service: null,
      attack: 'horizontal-scan',
    };
    return random.chance(0.12) ? refusedFlow(random, meeting) : unansweredFlow(random, meeting, random.integer(0, 1));
  });
}

/** The first thousand ports of the server. */
function verticalScan(random: Random): SampleFlow[] {
  return Array.from({ length: 1000 }, (_, i) => {
    const meeting = {
      ts: hour(13.6) + i * 0.02 + random.exponential(0.005),
      source: victim,
      destination: office.server,
      destinationPort: i + 1,
      service: null,
      attack: 'vertical-scan',
    };
    const isOpen = [22, 80, 139, 443, 445].includes(i + 1);
    return isOpen ? tcpFlow(random, meeting, 0.001, 0, 0, 'RSTO') : refusedFlow(random, meeting);
  });
}

/** Calls home every `period` seconds, give or take `jitter` of it. */
function beacon(
  random: Random,
  attack: string,
  source: string,
  destination: string,
  destinationPort: number,
  service: string,
  period: number,
  jitter: number,
): SampleFlow[] {
  const flows: SampleFlow[] = [];
  for (let ts = hour(9.1); ts < hour(20); ts += period * (1 + jitter * (2 * random.uniform() - 1))) {
    const meeting = { ts, source, destination, destinationPort, service, attack };
    const sent = destinationPort === 80 ? 212 : 734 + random.integer(0, 8);
    flows.push(tcpFlow(random, meeting, 0.2 + random.exponential(0.1), sent, 180 + random.integer(0, 4), 'SF'));
  }
  return flows;
}

/** 400 MB leave over TLS. */
function upload(random: Random): SampleFlow {
  const meeting = {
    ts: hour(18.25),
    source: victim,
    destination: '203.0.113.147',
    destinationPort: 443,
    service: 'ssl',
    attack: 'upload',
  };
  return tcpFlow(random, meeting, 1347.3, 400_000_000, 1_300_000, 'SF');
}

function sshGuessing(random: Random): SampleFlow[] {
  return Array.from({ length: 160 }, (_, i) => {
    const meeting = {
      ts: hour(14.4) + i * 3.1 + random.exponential(0.6),
      source: other,
      destination: office.server,
      destinationPort: 22,
      service: 'ssh',
      attack: 'ssh-guessing',
    };
    return tcpFlow(
      random,
      meeting,
      2 + random.exponential(0.6),
      1900 + random.integer(0, 120),
      2400 + random.integer(0, 60),
      'SF',
    );
  });
}

/** Long questions and long answers, to a name server outside that nobody else asks. */
function dnsTunnel(random: Random): SampleFlow[] {
  return Array.from({ length: 420 }, (_, i) => {
    const meeting = {
      ts: hour(16) + i * 2.4 + random.exponential(0.8),
      source: third,
      destination: '198.51.100.53',
      destinationPort: 53,
      service: 'dns',
      attack: 'dns-tunnel',
    };
    return udpFlow(
      random,
      meeting,
      0.05 + random.exponential(0.05),
      random.integer(190, 240),
      random.integer(220, 480),
    );
  });
}

/** A shell from inside to outside: long, small, on a port that nothing else uses. */
function reverseShell(random: Random): SampleFlow[] {
  return Array.from({ length: 3 }, (_, i) => {
    const meeting = {
      ts: hour(15) + i * 2500,
      source: third,
      destination: '203.0.113.31',
      destinationPort: 4444,
      service: null,
      attack: 'reverse-shell',
    };
    return tcpFlow(
      random,
      meeting,
      1500 + random.integer(0, 700),
      random.integer(9000, 42_000),
      random.integer(1500, 5200),
      'S1',
    );
  });
}
