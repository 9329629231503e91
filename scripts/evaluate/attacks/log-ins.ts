import type { SampleFlow } from '../../../src/core/sample/flow.ts';
import { refusedFlow, tcpFlow, unansweredFlow } from '../../../src/core/sample/tcp.ts';
import { beginning, between, distinct, flowCount, HOUR, inside, lasts, outside, type Scene, within } from '../scene.ts';
import type { Attack } from './attack.ts';

/** Guessing that keeps below the limits of lock-outs. */
export const logIns: readonly Attack[] = [
  { name: 'spray in rounds', family: 'guess', group: 'third', fits: lasts(3), make: sprayInRounds },
  { name: 'guess, many sources', family: 'guess', group: 'third', make: manySources },
];

/** Ports for logging in, with the bytes of a failed log-in. */
const ways = [
  [445, 'gssapi,smb,ntlm', 1400, 1250],
  [88, 'krb_tcp', 290, 220],
  [389, 'ldap_tcp', 400, 290],
  [22, 'ssh', 2000, 2300],
  [3389, 'rdp,ssl', 1600, 1900],
  [5985, 'http', 1150, 950],
] as const;

/**
 * T1110.003: one password for all accounts, then a pause for as long as failed log-ins are counted (half an hour or
 * more), then the next.
 */
function sprayInRounds(scene: Scene): SampleFlow[] {
  const { random, span, victim } = scene;
  const [port, service, sent, received] = random.pick(ways);
  const hosts = inside(scene, Math.min(random.integer(5, 40), Math.max(3, Math.floor(scene.most / 3))));
  const pause = Math.min(random.integer(31, 125) * 60, span / 4);
  const rounds = Math.max(2, Math.min(Math.floor(scene.most / hosts.length), Math.floor((0.9 * span) / pause), 12));
  const first = beginning(scene, rounds * pause);
  const gap = random.logNormal(2, 1);
  const flows = Array.from({ length: rounds }, (_, round) =>
    hosts.map((host, i) => {
      const ts = first + round * pause * (1 + 0.05 * random.normal()) + i * gap + random.exponential(0.5 * gap);
      const meeting = between(ts, victim, host, port, service);
      if (random.chance(0.04)) return unansweredFlow(random, meeting, 1);
      const [up, down] = [sent + random.integer(-50, 50), received + random.integer(-50, 50)];
      return tcpFlow(random, meeting, 0.05 + random.exponential(0.5), up, down, random.pick(['SF', 'RSTR', 'RSTO']));
    }),
  ).flat();
  return within(scene, flows);
}

/** T1110.001 by a botnet: each of many outside sources tries a few times, days or hours apart. Javed & Paxson 2013. */
function manySources(scene: Scene): SampleFlow[] {
  const { random, span, servers, victim } = scene;
  const target = servers.length > 0 && random.chance(0.6) ? random.pick(servers) : victim;
  const [port, service, sent, received] = random.pick([ways[3], ways[3], ways[4], [21, 'ftp', 90, 260]] as const);
  const count = flowCount(scene, 25, 400);
  const sources = distinct(Math.max(3, Math.round(count / random.integer(1, 8))), () => outside(scene));
  const seconds = Math.min(0.9 * span, random.logNormal(5 * HOUR, 1));
  const first = beginning(scene, seconds);
  const flows = Array.from({ length: count }, () => {
    const meeting = between(first + random.uniform() * seconds, random.pick(sources), target, port, service);
    if (random.chance(0.05)) return refusedFlow(random, meeting);
    const [up, down] = [sent + random.integer(-90, 90), received + random.integer(-60, 60)];
    return tcpFlow(
      random,
      meeting,
      1 + random.exponential(2),
      Math.max(40, up),
      down,
      random.pick(['SF', 'RSTO', 'S3']),
    );
  });
  return within(scene, flows);
}
