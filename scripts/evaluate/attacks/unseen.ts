import { bytes, icmpFlow, type SampleFlow, udpFlow } from '../../../src/core/sample/flow.ts';
import { refusedFlow, tcpFlow, unansweredFlow } from '../../../src/core/sample/tcp.ts';
import { beginning, distinct, flowCount, meet, nearby, outside, rhythm, type Scene } from '../scene.ts';
import type { Attack } from './attack.ts';

/**
 * Attacks after MITRE ATT&CK that were written when Behaviour was finished, and that nothing was chosen on: they are
 * for judging a change after it has been made.
 */
export const unseen: readonly Attack[] = [
  { name: 'rdp tunnel', family: 'tunnel', group: 'held', make: remoteDesktopTunnel },
  { name: 'ping, smb exec', family: 'lateral', group: 'held', make: pingThenExecute },
  { name: 'doh c2', family: 'tunnel', group: 'held', make: commandsOverHttpsDns },
  { name: 'flooding bot', family: 'flood', group: 'held', make: floodingBot },
  { name: 'cloud exfil', family: 'exfiltration', group: 'held', make: cloudExfil },
  { name: 'snmp sweep', family: 'scan', group: 'held', make: snmpSweep },
  { name: 'slow beacon', family: 'c2', group: 'held', make: slowBeacon },
  { name: 'data staging', family: 'lateral', group: 'held', make: dataStaging },
];

/** T1572: a remote desktop inside SSH or TLS to an external machine, one or a few sessions of working length. */
function remoteDesktopTunnel(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const away = outside(scene);
  const [port, service] = random.pick([
    [443, 'ssl'],
    [443, 'ssh'],
    [22, 'ssh'],
    [8443, 'ssl'],
  ] as const);
  return Array.from({ length: random.integer(1, 3) }, () => {
    const seconds = Math.min(0.8 * span, random.logNormal(3600, 0.7));
    const screen = seconds * random.logNormal(4000, 0.7);
    return tcpFlow(
      random,
      meet(scene, beginning(scene, seconds), away, port, service),
      seconds,
      Math.round(screen),
      Math.round(screen * random.logNormal(0.08, 0.5)),
      random.pick(['SF', 'SF', 'S1', 'RSTO']),
    );
  });
}

/**
 * T1018, T1021.002, T1570: echo requests to the neighbourhood, then tools and orders over SMB and RPC to some that
 * answer.
 */
function pingThenExecute(scene: Scene): SampleFlow[] {
  const { random, neighbours } = scene;
  const known = neighbours.filter(() => random.chance(0.4)).slice(0, 8);
  const hosts = [...new Set([...known, ...distinct(flowCount(scene, 15, 120), () => nearby(scene, true))])];
  const first = beginning(scene, 1800);
  const alive = hosts.filter(() => random.chance(0.15)).slice(0, random.integer(1, 4));
  const pings = hosts.map((host, i) => {
    const meeting = { ...meet(scene, first + 0.05 * i + random.exponential(0.02), host, 0, null), sourcePort: 8 };
    const echo = { packets: 1, bytes: 32 };
    return icmpFlow(random, meeting, 0.001 + random.exponential(0.002), echo, alive.includes(host) ? echo : null);
  });
  const orders = alive.flatMap((host) => {
    const ts = first + 60 + random.exponential(600);
    return [
      tcpFlow(
        random,
        meet(scene, ts, host, 445, 'gssapi,smb,dce_rpc'),
        2 + random.exponential(20),
        bytes(random, 300_000, 1),
        bytes(random, 9000, 0.6),
        'SF',
      ),
      tcpFlow(
        random,
        meet(scene, ts + 3, host, 135, 'dce_rpc'),
        random.exponential(2),
        bytes(random, 900, 0.4),
        bytes(random, 700, 0.4),
        'SF',
      ),
    ];
  });
  return [...orders, ...pings].slice(0, scene.most);
}

/** T1071.004 over T1573: questions in HTTPS to one resolver, connections kept for some seconds to minutes. */
function commandsOverHttpsDns(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const resolver = random.pick(['1.1.1.1', '8.8.8.8', '9.9.9.9', '104.16.249.249']);
  const count = flowCount(scene, 20, 150);
  const gap = Math.min((0.9 * span) / count, random.logNormal(60, 0.8));
  const jitter = 0.2 + 0.3 * random.uniform();
  const lasts = random.logNormal(8, 1);
  return rhythm(scene, count, gap, jitter).map((ts) =>
    tcpFlow(
      random,
      meet(scene, ts, resolver, 443, 'ssl'),
      lasts * (0.7 + 0.6 * random.uniform()),
      bytes(random, 1100, 0.15),
      bytes(random, 3800, 0.1),
      random.pick(['SF', 'SF', 'RSTO', 'S1']),
    ),
  );
}

/** T1498: a bot on a port of its own gets orders, and floods a target with datagrams or SYNs. */
function floodingBot(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const [home, target] = [outside(scene), outside(scene)];
  const port = random.pick([80, 443, 25_565, 53, random.integer(1024, 65_535)]);
  const isSyn = random.chance(0.5);
  const seconds = Math.min(0.5 * span, random.logNormal(3000, 0.6));
  const held = tcpFlow(
    random,
    meet(scene, beginning(scene, seconds), home, random.pick([23, 666, 1791, 6667, 9506]), null),
    seconds,
    Math.round(seconds / 15) + 40,
    Math.round(seconds / 20) + 60,
    random.pick(['S1', 'RSTR', 'SF']),
  );
  const count = flowCount(scene, 40, 500) - 1;
  const lasts = 20 + random.exponential(120);
  const first = beginning(scene, lasts);
  const flood = Array.from({ length: count }, (_, i) => {
    const meeting = meet(scene, first + (i * lasts) / count, target, port, null);
    if (isSyn) return random.chance(0.9) ? unansweredFlow(random, meeting, 0) : refusedFlow(random, meeting);
    const packets = random.integer(1, 400);
    return udpFlow(random, meeting, random.exponential(3), { packets, bytes: packets * 512 }, null);
  });
  return [held, ...flood];
}

/** T1567.002: archives to a cloud's storage in several sessions, to whichever of its addresses answers. */
function cloudExfil(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const [a, b] = outside(scene).split('.');
  const fronts = distinct(random.integer(1, 4), () => `${a}.${b}.${random.integer(0, 254)}.${random.integer(1, 250)}`);
  const piece = random.logNormal(4e6, 0.7);
  return Array.from({ length: random.integer(3, 8) }, () => {
    const ts = beginning(scene, 300);
    return Array.from({ length: random.integer(1, 6) }, (_, i) => {
      const sent = bytes(random, piece, 0.6);
      return tcpFlow(
        random,
        meet(scene, ts + i * random.exponential(15), random.pick(fronts), 443, 'ssl'),
        sent / random.logNormal(1.5e6, 0.5),
        sent,
        bytes(random, 9000, 0.4),
        'SF',
      );
    });
  })
    .flat()
    .filter(({ ts }) => ts <= scene.start + scene.span);
}

/** T1046: a question over UDP to everybody near, which few answer. */
function snmpSweep(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const [port, sent, received] = random.pick([
    [161, 43, 120],
    [623, 23, 60],
    [5060, 380, 420],
    [1434, 1, 260],
  ] as const);
  const isSameNet = random.chance(0.6);
  const hosts = distinct(flowCount(scene, 20, 250), () => nearby(scene, isSameNet));
  const gap = random.logNormal(0.2, 1);
  const first = beginning(scene, hosts.length * gap);
  return hosts.map((host, i) =>
    udpFlow(
      random,
      meet(scene, first + i * gap + random.exponential(0.2 * gap), host, port, null),
      0.001 + random.exponential(0.01),
      { packets: 1, bytes: sent },
      random.chance(0.05) ? { packets: 1, bytes: received } : null,
    ),
  );
}

/** T1029: a call every hour or few, up to half of it late or early, as often as the log has room for. */
function slowBeacon(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const home = outside(scene);
  const gap = Math.min(random.logNormal(4500, 0.5), span / 9);
  const [asks, gets] = [random.integer(300, 900), random.integer(400, 3000)];
  return rhythm(scene, Math.max(6, Math.floor((0.95 * span) / gap)), gap, 0.2 + 0.3 * random.uniform()).map((ts) =>
    tcpFlow(
      random,
      meet(scene, ts, home, 443, 'ssl'),
      0.2 + random.exponential(0.5),
      Math.round(asks * Math.exp(0.05 * random.normal())),
      Math.round(gets * Math.exp(0.05 * random.normal())),
      'SF',
    ),
  );
}

/** T1074.002, T1039: shares of several machines inside are copied to one. */
function dataStaging(scene: Scene): SampleFlow[] {
  const { random, neighbours } = scene;
  const known = neighbours.filter(() => random.chance(0.3)).slice(0, 3);
  const hosts = [...new Set([...known, ...distinct(random.integer(2, 5), () => nearby(scene, random.chance(0.7)))])];
  const [port, service] = random.pick([
    [445, 'gssapi,smb,ntlm'],
    [445, 'smb'],
    [22, 'ssh'],
    [2049, null],
  ] as const);
  let ts = beginning(scene, hosts.length * 600);
  return hosts
    .flatMap((host) => {
      ts += random.exponential(300);
      return Array.from({ length: random.integer(1, 4) }, () => {
        const size = bytes(random, 40e6, 1);
        ts += random.exponential(20);
        return tcpFlow(
          random,
          meet(scene, ts, host, port, service),
          size / 2e7,
          bytes(random, size / 60, 0.3),
          size,
          'SF',
        );
      });
    })
    .slice(0, scene.most)
    .filter((flow) => flow.ts <= scene.start + scene.span);
}
