import { bytes, type SampleFlow } from '../../../src/core/sample/flow.ts';
import { tcpFlow } from '../../../src/core/sample/tcp.ts';
import { beginning, between, HOUR, inside, lasts, outside, type Scene, within } from '../scene.ts';
import type { Attack } from './attack.ts';

/** Few flows that make sense together: exploits, staging, hops, uploads in drops. */
export const intrusion: readonly Attack[] = [
  { name: 'exploit, lookup', family: 'exploit', group: 'third', make: exploitWithLookup },
  { name: 'exploit, tool', family: 'exploit', group: 'third', make: exploitWithTool },
  { name: 'staging, upload', family: 'lateral', group: 'third', make: stagingThenUpload },
  { name: 'two hops', family: 'lateral', group: 'third', make: twoHops },
  { name: 'dripping upload', family: 'exfiltration', group: 'third', fits: lasts(6), make: drippingUpload },
];

function serverOf({ random, servers, victim }: Scene): string {
  return servers.length > 0 && random.chance(0.6) ? random.pick(servers) : victim;
}

function request({ random }: Scene, ts: number, source: string, server: string, port: number): SampleFlow {
  const meeting = between(ts, source, server, port, port === 443 ? 'ssl' : 'http');
  return tcpFlow(
    random,
    meeting,
    0.1 + random.exponential(0.6),
    bytes(random, 600, 0.5),
    bytes(random, 420, 0.5),
    'SF',
  );
}

function shell({ random, span }: Scene, ts: number, source: string, home: string): SampleFlow {
  const meeting = between(ts, source, home, random.pick([4444, 9001, 8443, 1337, 443, 53]), null);
  const seconds = Math.min(0.5 * span, random.logNormal(400, 0.9));
  return tcpFlow(
    random,
    meeting,
    seconds,
    bytes(random, 9000, 0.9),
    bytes(random, 2500, 0.8),
    random.pick(['SF', 'S1']),
  );
}

/**
 * T1190, CVE-2021-44228: a request names a directory server of the attacker, the exploited one looks it up, fetches a
 * class, and may open a shell.
 */
function exploitWithLookup(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const [attacker, home, server] = [outside(scene), outside(scene), serverOf(scene)];
  const [web, directory, files] = [
    random.pick([80, 443, 8080, 8443]),
    random.pick([389, 1389, 1099, 12_344]),
    random.pick([80, 8000, 8888]),
  ];
  let ts = beginning(scene, 0.2 * HOUR);
  const flows: SampleFlow[] = [];
  for (let i = 0, tries = random.integer(1, 5); i < tries; i++) {
    flows.push(request(scene, ts, attacker, server, web));
    const lookUp = between(ts + 0.1 + random.exponential(0.3), server, home, directory, null);
    flows.push(
      tcpFlow(random, lookUp, 0.2 + random.exponential(2), bytes(random, 130, 0.3), bytes(random, 260, 0.3), 'SF'),
    );
    ts += random.exponential(40);
  }
  const fetch = between(ts, server, home, files, 'http');
  flows.push(
    tcpFlow(random, fetch, 0.1 + random.exponential(0.3), random.integer(150, 240), bytes(random, 3000, 0.7), 'SF'),
  );
  if (random.chance(0.6)) flows.push(shell(scene, ts + 2 + random.exponential(20), server, home));
  return within(scene, flows);
}

/** T1190, T1105, T1496: a request, a script, a program of some MB, then a pool or a shell. */
function exploitWithTool(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const [attacker, home, server] = [outside(scene), outside(scene), serverOf(scene)];
  const port = random.pick([80, 443, 8080, 7001, 8090]);
  let ts = beginning(scene, 0.2 * HOUR);
  const flows = Array.from({ length: random.integer(1, 3) }, () => {
    ts += random.exponential(5);
    return request(scene, ts, attacker, server, port);
  });
  for (const size of [
    bytes(random, 5000, 0.6),
    ...Array.from({ length: random.integer(1, 3) }, () => bytes(random, 4e6, 0.7)),
  ]) {
    ts += 0.5 + random.exponential(3);
    const meeting = between(ts, server, home, random.pick([80, 80, 8080, 8000]), 'http');
    flows.push(tcpFlow(random, meeting, size / 2e6 + random.exponential(0.4), random.integer(90, 200), size, 'SF'));
  }
  if (random.chance(0.5)) flows.push(shell(scene, ts + 3, server, home));
  else {
    const seconds = Math.min(0.6 * span, random.logNormal(2 * HOUR, 0.6));
    const pool = between(ts + 5, server, outside(scene), random.pick([3333, 14_444, 443]), null);
    flows.push(tcpFlow(random, pool, seconds, Math.round(seconds * 14 + 400), Math.round(seconds * 22 + 800), 'S1'));
  }
  return within(scene, flows);
}

/** T1021, T1039, T1074.002, T1048: files of several hosts are copied to one, packed, and sent out. */
function stagingThenUpload(scene: Scene): SampleFlow[] {
  const { random, victim, span } = scene;
  const [port, service] = random.pick([
    [445, 'gssapi,smb'],
    [445, 'gssapi,smb,ntlm'],
    [3389, 'rdp,ssl'],
    [22, 'ssh'],
  ] as const);
  let [ts, copied] = [beginning(scene, Math.min(0.7 * span, 5 * HOUR)), 0];
  const copies = inside(scene, random.integer(2, 6)).flatMap((host) => {
    ts += random.exponential(Math.min(400, 0.05 * span));
    return Array.from({ length: random.integer(1, 3) }, () => {
      const size = bytes(random, 25e6, 1);
      [ts, copied] = [ts + random.exponential(20), copied + size];
      return tcpFlow(
        random,
        between(ts, victim, host, port, service),
        size / 1.5e7,
        bytes(random, size / 50, 0.3),
        size,
        'SF',
      );
    });
  });
  ts += random.exponential(Math.min(HOUR, 0.1 * span));
  const away = outside(scene);
  const [outPort, outService] = random.pick([
    [443, 'ssl'],
    [443, 'ssl'],
    [22, 'ssh'],
    [80, 'http'],
  ] as const);
  const pieces = random.integer(1, 5);
  const uploads = Array.from({ length: pieces }, (_, i) => {
    const size = Math.round((copied * (0.3 + 0.5 * random.uniform())) / pieces);
    return tcpFlow(
      random,
      between(ts + i * 30, victim, away, outPort, outService),
      size / 1.2e6,
      size,
      bytes(random, size / 400, 0.3),
      'SF',
    );
  });
  return within(scene, [...copies, ...uploads]);
}

/** T1021, T1570: the victim opens a session with a host, which opens sessions with others. */
function twoHops(scene: Scene): SampleFlow[] {
  const { random, victim, span } = scene;
  const [middle, ...ends] = inside(scene, random.integer(2, 5));
  const [port, service] = random.pick([
    [3389, 'rdp,ssl'],
    [22, 'ssh'],
    [5985, 'http'],
    [445, 'gssapi,smb,dce_rpc'],
  ] as const);
  const session = (ts: number, source: string, host: string) => {
    const seconds = Math.min(0.3 * span, random.logNormal(240, 0.9));
    const sent = bytes(random, random.chance(0.4) ? 600_000 : 25_000, 0.9);
    return tcpFlow(random, between(ts, source, host, port, service), seconds, sent, bytes(random, 60_000, 1), 'SF');
  };
  let ts = beginning(scene, Math.min(0.5 * span, HOUR));
  const flows = [session(ts, victim, middle)];
  for (const end of ends) {
    ts += 20 + random.exponential(Math.min(500, 0.05 * span));
    for (let i = 0, count = random.integer(1, 3); i < count; i++) flows.push(session(ts + 15 * i, middle, end));
  }
  return within(scene, flows);
}

/** T1030, T1567: pieces below what is noticed, at irregular times, as long as the log is. */
function drippingUpload(scene: Scene): SampleFlow[] {
  const { random, victim, span, start } = scene;
  const [a, b] = outside(scene).split('.');
  const fronts = Array.from(
    { length: random.integer(1, 3) },
    () => `${a}.${b}.${random.integer(0, 254)}.${random.integer(1, 250)}`,
  );
  const gap = Math.max(span / Math.max(8, scene.most), random.logNormal(Math.min(HOUR, span / 20), 0.6));
  const piece = random.logNormal(600_000, 0.7);
  const flows: SampleFlow[] = [];
  for (let ts = start + random.exponential(gap); ts < start + span; ts += random.exponential(gap)) {
    const sent = bytes(random, piece, 0.5);
    const meeting = between(ts, victim, random.pick(fronts), 443, 'ssl');
    flows.push(tcpFlow(random, meeting, 0.5 + sent / random.logNormal(8e5, 0.4), sent, bytes(random, 6000, 0.4), 'SF'));
  }
  return within(scene, flows);
}
