import { icmpFlow, type SampleFlow } from '../../../src/core/sample/flow.ts';
import { tcpFlow, unansweredFlow } from '../../../src/core/sample/tcp.ts';
import { between, type Scene } from '../scene.ts';
import { type Company, room } from './company.ts';

/** Echo requests and connections without data, hundreds of them, to the servers that the host also uses. */
export const pinger: Company = { name: 'pinger', make };

function make(scene: Scene, rows: number): SampleFlow[] {
  const { random, start, span, victim } = scene;
  const hosts = [...new Set(scene.contactsOf(victim).map(({ host }) => host))].slice(0, 400);
  const count = Math.min(room(rows), random.integer(200, 900));
  const usesTcp = random.chance(0.3);
  const port = random.pick([80, 443]);
  const late = random.uniform() * 0.1;
  const silent = new Set(hosts.filter(() => random.chance(0.1)));
  return Array.from({ length: count }, (_, i) => {
    const ts = start + (i / count) * span * 0.999 + random.uniform() * Math.min(2, span / count);
    const host = hosts[i % hosts.length];
    const isAnswered = !silent.has(host) && !random.chance(late);
    if (usesTcp) {
      const meeting = { ...between(ts, victim, host, port, null), attack: '' };
      return isAnswered
        ? tcpFlow(random, meeting, 0.01 + random.exponential(0.05), 0, 0, 'SF')
        : unansweredFlow(random, meeting, 2);
    }
    const meeting = { ...between(ts, victim, host, 0, null), sourcePort: 8, attack: '' };
    const packets = random.integer(1, 4);
    const echo = { packets, bytes: packets * 56 };
    return icmpFlow(random, meeting, 0.01 + packets - 1 + random.exponential(0.03), echo, isAnswered ? echo : null);
  });
}
