import { bytes, type SampleFlow, udpFlow } from '../../../src/core/sample/flow.ts';
import { refusedFlow, tcpFlow, unansweredFlow } from '../../../src/core/sample/tcp.ts';
import { beginning, distinct, flowCount, meet, nearby, outside, rhythm, type Scene } from '../scene.ts';
import type { Attack } from './attack.ts';

/** Attacks that show in the hosts that a host contacts: scans, guessing, spreading. */
export const contacts: readonly Attack[] = [
  { name: 'smb scan', family: 'scan', group: 'first', make: smbScan },
  { name: 'ssh brute', family: 'guess', group: 'first', make: (scene) => guess(scene, 22, 'ssh', [1900, 2500]) },
  { name: 'slow scan', family: 'scan', group: 'further', make: slowScan },
  { name: 'vertical scan', family: 'scan', group: 'further', make: verticalScan },
  { name: 'password spray', family: 'guess', group: 'further', make: passwordSpray },
  { name: 'lateral movement', family: 'lateral', group: 'further', make: lateralMovement },
  { name: 'telnet worm', family: 'scan', group: 'later', make: telnetWorm },
  { name: 'rdp brute', family: 'guess', group: 'later', make: (scene) => guess(scene, 3389, 'rdp,ssl', [1300, 1900]) },
  { name: 'p2p bot', family: 'c2', group: 'later', make: peerToPeer },
  { name: 'service sweep', family: 'scan', group: 'later', make: serviceSweep },
];

/** A try that comes to nothing, or an open port. */
function probe(scene: Scene, ts: number, destination: string, port: number, open: number): SampleFlow {
  const { random } = scene;
  const meeting = meet(scene, ts, destination, port, null);
  if (random.chance(open))
    return tcpFlow(random, meeting, random.exponential(0.3), bytes(random, 300, 0.4), bytes(random, 400, 0.4), 'SF');
  return random.chance(0.6) ? unansweredFlow(random, meeting, random.integer(0, 2)) : refusedFlow(random, meeting);
}

/** 445 on the neighbourhood, some of which answers. */
function smbScan(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const isSameNet = random.chance(0.5);
  const hosts = distinct(flowCount(scene, 20, 250), () => nearby(scene, isSameNet));
  const gap = random.logNormal(0.3, 1);
  const first = beginning(scene, hosts.length * gap);
  const open = 0.1 * random.uniform();
  return hosts.map((host, i) => probe(scene, first + i * gap + random.exponential(0.1 * gap), host, 445, open));
}

/** One try every few minutes. */
function slowScan(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const hosts = distinct(flowCount(scene, 12, 60), () =>
    random.chance(0.5) ? nearby(scene, true) : nearby(scene, false),
  );
  const port = random.pick([22, 80, 445, 1433, 3389, 5900, 8080]);
  const times = rhythm(scene, hosts.length, (0.8 * span) / hosts.length, 0.8);
  return times.map((ts, i) => probe(scene, ts, hosts[i], port, 0.08));
}

function verticalScan(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const target = random.chance(0.5) ? nearby(scene, true) : outside(scene);
  const ports = distinct(flowCount(scene, 25, 400), () => String(random.integer(1, 10_000))).map(Number);
  const gap = random.logNormal(0.05, 1.5);
  const first = beginning(scene, ports.length * gap);
  return ports.map((port, i) => probe(scene, first + i * gap, target, port, 0.02));
}

/** Passwords for one account after another, in identical flows. */
function guess(scene: Scene, port: number, service: string, [low, high]: readonly [number, number]): SampleFlow[] {
  const { random } = scene;
  const target = random.chance(0.5) ? nearby(scene, true) : outside(scene);
  const [sent, received] = [random.integer(low, high), random.integer(low + 400, high + 800)];
  const gap = random.logNormal(3, 0.7);
  const count = flowCount(scene, 20, 200);
  return rhythm(scene, count, gap, 0.5).map((ts) =>
    tcpFlow(
      random,
      meet(scene, ts, target, port, service),
      1.5 + random.exponential(0.8),
      sent + random.integer(-40, 40),
      received + random.integer(-20, 20),
      random.pick(['SF', 'SF', 'RSTR']),
    ),
  );
}

/** One or two passwords on each of several hosts, round after round, slowly. */
function passwordSpray(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const [port, service, sent, received] = random.pick([
    [445, 'gssapi,smb,ntlm', 1500, 1300],
    [389, 'ldap_tcp', 420, 300],
    [22, 'ssh', 1950, 2400],
    [3389, 'rdp,ssl', 1500, 1900],
    [5985, 'http', 1100, 900],
  ] as const);
  const count = flowCount(scene, 15, 120);
  const hosts = distinct(Math.max(3, Math.round(count / random.integer(2, 6))), () =>
    nearby(scene, random.chance(0.6)),
  );
  const gap = random.logNormal(20, 1);
  return rhythm(scene, count, gap, 0.6).map((ts, i) =>
    tcpFlow(
      random,
      meet(scene, ts, hosts[i % hosts.length], port, service),
      0.05 + random.exponential(0.4),
      sent + random.integer(-60, 60),
      received + random.integer(-60, 60),
      random.pick(['SF', 'RSTR', 'RSTO']),
    ),
  );
}

/** Sessions with a few hosts of the own network over ports for administrators: tools go there, little comes back. */
function lateralMovement(scene: Scene): SampleFlow[] {
  const { random, neighbours } = scene;
  const known = neighbours.filter(() => random.chance(0.3));
  const hosts = [
    ...new Set([...known, ...distinct(random.integer(3, 10), () => nearby(scene, random.chance(0.7)))]),
  ].slice(0, 10);
  const ways = random.pick([
    [
      [445, 'gssapi,smb,dce_rpc'],
      [135, 'dce_rpc'],
    ],
    [[5985, 'http']],
    [[3389, 'rdp,ssl']],
    [[22, 'ssh']],
  ] as const);
  const flows: SampleFlow[] = [];
  let ts = beginning(scene, hosts.length * 900);
  for (const host of hosts) {
    for (let i = 0, count = random.integer(1, 4); i < count && flows.length < scene.most; i++) {
      const [port, service] = random.pick<readonly [number, string]>(ways);
      const sent = bytes(random, random.chance(0.3) ? 400_000 : 9000, 1);
      flows.push(
        tcpFlow(
          random,
          meet(scene, ts, host, port, service),
          random.exponential(60),
          sent,
          bytes(random, 7000, 0.9),
          'SF',
        ),
      );
      ts += random.exponential(40);
    }
    ts += random.exponential(500);
  }
  return flows.filter((flow) => flow.ts < scene.start + scene.span);
}

/** Telnet on addresses all over the world. */
function telnetWorm(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const hosts = distinct(flowCount(scene, 30, 400), () => outside(scene));
  const gap = random.logNormal(0.2, 1);
  const first = beginning(scene, hosts.length * gap);
  return hosts.map((host, i) => probe(scene, first + i * gap, host, random.chance(0.85) ? 23 : 2323, 0.03));
}

/** UDP to peers on ports of their own, of which many are gone. */
function peerToPeer(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const peers = distinct(flowCount(scene, 25, 200), () => outside(scene));
  const sourcePort = random.integer(10_000, 60_000);
  const first = beginning(scene, 0.5 * scene.span);
  return peers.map((peer) => {
    const meeting = {
      ...meet(scene, first + random.uniform() * 0.5 * scene.span, peer, random.integer(1024, 65_535), null),
      sourcePort,
    };
    const sent = { packets: random.integer(1, 3), bytes: random.integer(60, 320) };
    return udpFlow(
      random,
      meeting,
      random.exponential(0.5),
      sent,
      random.chance(0.35) ? { packets: 1, bytes: random.integer(60, 500) } : null,
    );
  });
}

/** The same few ports on a few hosts, most open: a look around before moving on. */
function serviceSweep(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const ports = [21, 22, 80, 135, 139, 443, 445, 1433, 3306, 3389, 5432, 5900, 5985, 8080, 8443].filter(() =>
    random.chance(0.6),
  );
  const hosts = distinct(Math.max(2, Math.floor(flowCount(scene, 20, 150) / Math.max(1, ports.length))), () =>
    nearby(scene, true),
  );
  const open = 0.2 + 0.3 * random.uniform();
  const first = beginning(scene, 60);
  const targets = hosts.flatMap((host) => ports.map((port) => [host, port] as const)).slice(0, scene.most);
  return targets.map(([host, port], i) => probe(scene, first + 0.2 * i + random.exponential(0.05), host, port, open));
}
