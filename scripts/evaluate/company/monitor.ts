import { bytes, icmpFlow, type SampleFlow, udpFlow } from '../../../src/core/sample/flow.ts';
import { refusedFlow, tcpFlow } from '../../../src/core/sample/tcp.ts';
import { between, inside, type Scene } from '../scene.ts';
import { type Company, room } from './company.ts';

/** A monitoring server: twelve servers or more, several checks of each every minute or as often as the log has room for. */
export const monitor: Company = { name: 'monitor', make };

/** ICMP echo, SSH banner, web page, SNMP, agents of Nagios, Zabbix and Prometheus. */
const checks = [0, 22, 80, 443, 161, 5666, 10_050, 9100] as const;

function make(scene: Scene, rows: number): SampleFlow[] {
  const { random, start, span, victim } = scene;
  const used = [...new Set(scene.contactsOf(victim).map(({ host }) => host))].slice(0, 8);
  const servers = [...new Set([...used, ...scene.servers, ...inside(scene, 30)])]
    .filter((host) => host !== victim)
    .slice(0, random.integer(12, 30));
  const plan = servers.flatMap((server) =>
    checks.filter((check) => check === 0 || random.chance(0.35)).map((check) => [server, check] as const),
  );
  const dead = new Set(plan.filter(() => random.chance(0.04)));
  const every = Math.max(60, (span * plan.length) / Math.max(plan.length, room(rows)));
  const rounds = Math.max(1, Math.floor(span / every));
  const flows: SampleFlow[] = [];
  for (let round = 0; round < rounds; round++) {
    plan.forEach((one, i) => {
      const ts = start + round * every + (i / plan.length) * Math.min(50, 0.9 * every) + random.exponential(0.05);
      if (ts <= start + span) flows.push(check(scene, ts, one, dead.has(one)));
    });
  }
  return flows.slice(0, room(rows));
}

function check(
  { random, victim }: Scene,
  ts: number,
  [server, port]: readonly [string, (typeof checks)[number]],
  isDead: boolean,
): SampleFlow {
  const meeting = { ...between(ts, victim, server, port, serviceOf[port] ?? null), attack: '' };
  if (port === 0) {
    const echo = { packets: 5, bytes: 280 };
    return icmpFlow(random, { ...meeting, sourcePort: 8 }, 4 + random.exponential(0.01), echo, isDead ? null : echo);
  }
  if (port === 161) {
    const sent = { packets: 2, bytes: 86 + random.integer(0, 8) };
    return udpFlow(random, meeting, 0.01 + random.exponential(0.02), sent, isDead ? null : { packets: 2, bytes: 190 });
  }
  if (isDead) return refusedFlow(random, meeting);
  const [sent, received] = port === 9100 ? [130, 70_000] : port === 22 ? [30, 40] : [180, 500];
  return tcpFlow(random, meeting, 0.02 + random.exponential(0.1), sent, bytes(random, received, 0.05), 'SF');
}

const serviceOf: Readonly<Record<number, string>> = { 22: 'ssh', 80: 'http', 443: 'ssl', 161: 'snmp', 9100: 'http' };
