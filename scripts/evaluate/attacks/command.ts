import { bytes, type SampleFlow } from '../../../src/core/sample/flow.ts';
import { tcpFlow } from '../../../src/core/sample/tcp.ts';
import { beginning, distinct, flowCount, meet, outside, rhythm, type Scene } from '../scene.ts';
import type { Attack } from './attack.ts';

/** Attacks that take orders from outside: beacons, shells, relays. */
export const command: readonly Attack[] = [
  {
    name: 'tls beacon',
    family: 'c2',
    group: 'first',
    make: (scene) => callHome(scene, 443, 'ssl', [0.05, 0.35], 0.05),
  },
  {
    name: 'http beacon',
    family: 'c2',
    group: 'first',
    make: (scene) => callHome(scene, 80, 'http', [0.05, 0.35], 0.05),
  },
  { name: 'reverse shell', family: 'c2', group: 'first', make: reverseShell },
  {
    name: 'http c2, jitter',
    family: 'c2',
    group: 'further',
    make: (scene) => callHome(scene, scene.random.pick([80, 8080, 8000]), 'http', [0.5, 0.9], 0.6),
  },
  { name: 'tor-like', family: 'tunnel', group: 'further', make: torLike },
  { name: 'miner', family: 'c2', group: 'later', make: miner },
  {
    name: 'odd-port tls c2',
    family: 'c2',
    group: 'later',
    make: (scene) => callHome(scene, scene.random.pick([4443, 8443, 447, 449, 9443]), 'ssl', [0.2, 0.6], 0.3),
  },
];

/** The same short exchange again and again; some of the times there is an order and more to send. */
function callHome(
  scene: Scene,
  port: number,
  service: string,
  [low, high]: readonly [number, number],
  spread: number,
): SampleFlow[] {
  const { random, span } = scene;
  const home = outside(scene);
  const count = flowCount(scene, 25, 250);
  const jitter = low + random.uniform() * (high - low);
  // Some were there before the log began, and still are when it ends.
  const isOld = random.chance(0.3);
  const seconds = isOld ? (0.98 * span) / count : Math.min((0.9 * span) / count, random.logNormal(90, 1));
  const [asks, gets] = [random.integer(180, 900), random.integer(150, 2500)];
  return rhythm(scene, count, seconds, jitter).map((ts) => {
    const isOrder = random.chance(0.04);
    const sent = Math.round(asks * Math.exp(spread * random.normal())) + (isOrder ? bytes(random, 4000, 1) : 0);
    const received = Math.round(gets * Math.exp(spread * random.normal())) + (isOrder ? bytes(random, 1500, 1) : 0);
    return tcpFlow(random, meet(scene, ts, home, port, service), 0.1 + random.exponential(0.4), sent, received, 'SF');
  });
}

/** A few long talks on a port that nothing else uses. */
function reverseShell(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const [home, port] = [outside(scene), random.pick([4444, 1337, 5555, 8888, 9999, 53_211])];
  return Array.from({ length: random.integer(1, 4) }, () => {
    const seconds = random.logNormal(900, 0.8);
    return tcpFlow(
      random,
      meet(scene, beginning(scene, seconds), home, port, null),
      seconds,
      bytes(random, 12_000, 0.9),
      bytes(random, 3000, 0.8),
      random.pick(['SF', 'S1', 'RSTO']),
    );
  });
}

/** Long TLS connections to a few relays, some on a relay's usual port. */
function torLike(scene: Scene): SampleFlow[] {
  const { random } = scene;
  const relays = distinct(random.integer(2, 5), () => outside(scene)).map(
    (relay) => [relay, random.pick([9001, 9001, 443, 443, 9030, 8443])] as const,
  );
  return Array.from({ length: Math.min(scene.most, random.integer(4, 25)) }, () => {
    const [relay, port] = random.pick(relays);
    const seconds = random.logNormal(500, 1);
    return tcpFlow(
      random,
      meet(scene, beginning(scene, seconds), relay, port, 'ssl'),
      seconds,
      bytes(random, 60_000, 1.2),
      bytes(random, 400_000, 1.3),
      'SF',
    );
  });
}

/** One connection to a pool for as long as the machine is on, restarted now and then. */
function miner(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const [pool, port] = [outside(scene), random.pick([3333, 5555, 7777, 14_444])];
  const count = random.integer(1, 6);
  return Array.from({ length: count }, (_, i) => {
    const seconds = (0.5 + 0.4 * random.uniform()) * (span / count);
    const ts = scene.start + (i * span) / count;
    return tcpFlow(
      random,
      meet(scene, ts, pool, port, null),
      seconds,
      Math.round(seconds * 12 + 500),
      Math.round(seconds * 25 + 900),
      'SF',
    );
  });
}
