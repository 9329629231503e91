import { bytes, icmpFlow, type SampleFlow, udpFlow } from '../../../src/core/sample/flow.ts';
import { tcpFlow } from '../../../src/core/sample/tcp.ts';
import { beginning, flowCount, meet, nearby, outside, rhythm, type Scene } from '../scene.ts';
import type { Attack } from './attack.ts';

/** Attacks that carry data out, or in, or hide it. */
export const exfiltration: readonly Attack[] = [
  { name: 'exfil 443', family: 'exfiltration', group: 'first', make: exfilAtOnce },
  { name: 'dns tunnel', family: 'tunnel', group: 'first', make: dnsTunnel },
  { name: 'icmp tunnel', family: 'tunnel', group: 'first', make: icmpTunnel },
  { name: 'exfil slow', family: 'exfiltration', group: 'further', make: exfilSlowly },
  { name: 'dga', family: 'names', group: 'further', make: generatedNames },
  { name: 'staged download', family: 'c2', group: 'later', make: stagedDownload },
  { name: 'ftp exfil', family: 'exfiltration', group: 'later', make: ftpExfil },
  { name: 'dns c2, slow', family: 'tunnel', group: 'later', make: slowDns },
];

function exfilAtOnce(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const away = outside(scene);
  return Array.from({ length: random.integer(1, 4) }, () => {
    const sent = bytes(random, 60e6, 1);
    const seconds = sent / random.logNormal(1e6, 0.8);
    return tcpFlow(
      random,
      meet(scene, beginning(scene, seconds), away, 443, 'ssl'),
      seconds,
      sent,
      Math.round(sent / 300),
      'SF',
    );
  });
}

/** A piece every few minutes. */
function exfilSlowly(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const away = outside(scene);
  const count = flowCount(scene, 15, 80);
  const piece = random.logNormal(250_000, 0.7);
  return rhythm(scene, count, Math.min((0.9 * span) / count, random.logNormal(300, 0.6)), 0.8).map((ts) =>
    tcpFlow(
      random,
      meet(scene, ts, away, 443, 'ssl'),
      1 + random.exponential(5),
      bytes(random, piece, 0.5),
      bytes(random, 4000, 0.3),
      'SF',
    ),
  );
}

/** Long questions, to a server outside or through the one that everybody asks. */
function dnsTunnel(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const server = random.chance(0.6) ? outside(scene) : nearby(scene, true);
  const gap = random.logNormal(1.5, 0.8);
  return rhythm(scene, flowCount(scene, 40, 400), gap, 0.7).map((ts) => {
    const received = { packets: 1, bytes: random.integer(120, 450) };
    return udpFlow(
      random,
      meet(scene, ts, server, 53, 'dns'),
      0.03 + random.exponential(0.05),
      { packets: 1, bytes: random.integer(110, 230) },
      received,
    );
  });
}

function icmpTunnel(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const away = outside(scene);
  const size = random.integer(180, 1200);
  return rhythm(scene, flowCount(scene, 5, 60), random.logNormal(60, 0.8), 0.6).map((ts) => {
    const packets = random.integer(5, 200);
    const echo = { packets, bytes: packets * size };
    return icmpFlow(random, { ...meet(scene, ts, away, 0, null), sourcePort: 8 }, packets * 0.5, echo, echo);
  });
}

/** Names by the minute, of which next to none exist: questions and no connections. */
function generatedNames(scene: Scene): SampleFlow[] {
  const { random, neighbours } = scene;
  const server = neighbours.length > 0 ? random.pick(neighbours) : nearby(scene, true);
  return rhythm(scene, flowCount(scene, 40, 300), random.logNormal(0.4, 0.7), 0.8).map((ts) =>
    udpFlow(
      random,
      meet(scene, ts, server, 53, 'dns'),
      0.01 + random.exponential(0.05),
      { packets: 1, bytes: random.integer(30, 48) },
      { packets: 1, bytes: random.integer(90, 130) },
    ),
  );
}

/** Tools from a server on a port of its own. */
function stagedDownload(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const [away, port] = [outside(scene), random.pick([80, 8000, 8081, 9000])];
  return Array.from({ length: random.integer(1, 5) }, () => {
    const size = bytes(random, 6e6, 1);
    return tcpFlow(
      random,
      meet(scene, beginning(scene, 60), away, port, 'http'),
      size / 2e6,
      random.integer(120, 260),
      size,
      'SF',
    );
  });
}

function ftpExfil(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const away = outside(scene);
  const ts = beginning(scene, 600);
  const control = tcpFlow(random, meet(scene, ts, away, 21, 'ftp'), 300, 700, 1500, 'SF');
  const pieces = Array.from({ length: random.integer(2, 12) }, (_, i) => {
    const meeting = meet(scene, ts + 5 + i * random.exponential(20), away, random.integer(20_000, 60_000), 'ftp-data');
    return tcpFlow(random, meeting, 2 + random.exponential(10), bytes(random, 3e6, 1), 0, 'SF');
  });
  return [control, ...pieces];
}

/** A long question every minute or so. */
function slowDns(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const server = random.chance(0.5) ? outside(scene) : nearby(scene, true);
  const count = flowCount(scene, 25, 120);
  const times = rhythm(scene, count, Math.min((0.9 * span) / count, random.logNormal(60, 0.6)), 0.3);
  return times.map((ts) => {
    const received = { packets: 1, bytes: random.integer(100, 320) };
    return udpFlow(
      random,
      meet(scene, ts, server, 53, 'dns'),
      0.03 + random.exponential(0.03),
      { packets: 1, bytes: random.integer(75, 160) },
      received,
    );
  });
}
