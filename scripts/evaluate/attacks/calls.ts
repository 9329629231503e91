import { bytes, type SampleFlow } from '../../../src/core/sample/flow.ts';
import { tcpFlow, unansweredFlow } from '../../../src/core/sample/tcp.ts';
import { between, flowCount, HOUR, lasts, outside, rhythm, type Scene, within } from '../scene.ts';
import type { Attack } from './attack.ts';

/** Command channels whose calls are not one flow in a plain rhythm to a server of their own. */
export const calls: readonly Attack[] = [
  { name: 'c2, several flows', family: 'c2', group: 'third', make: severalFlows },
  { name: 'c2, hours apart', family: 'c2', group: 'third', fits: lasts(8), make: hoursApart },
  {
    name: 'c2, shared service',
    family: 'c2',
    group: 'third',
    fits: ({ popular }) => popular.length > 0,
    make: sharedService,
  },
];

/**
 * T1071.001: a call asks for orders, and answers over connections of its own within seconds, in a fifth of the calls or
 * in each. Frameworks differ so: one request for orders and one per result, a new connection for each, or one kept.
 */
function severalFlows(scene: Scene): SampleFlow[] {
  const { random, span, victim } = scene;
  const home = outside(scene);
  const [port, service] = random.pick([
    [443, 'ssl'],
    [443, 'ssl'],
    [80, 'http'],
    [8080, 'http'],
    [8443, 'ssl'],
  ] as const);
  const more = random.uniform() < 0.4 ? 1 : 0.15 + 0.6 * random.uniform();
  const perCall = 1 + 2 * more;
  const wanted = Math.max(4, Math.round(flowCount(scene, 30, 300) / perCall));
  const gap = Math.min((0.9 * span) / wanted, random.logNormal(120, 1));
  const jitter = 0.05 + 0.4 * random.uniform();
  const [asks, gets] = [random.integer(150, 1200), random.integer(120, 3000)];
  const flow = (ts: number, sent: number, received: number) =>
    tcpFlow(random, between(ts, victim, home, port, service), 0.1 + random.exponential(0.5), sent, received, 'SF');
  const flows = rhythm(scene, wanted, gap, jitter).flatMap((ts) => {
    const results = random.chance(more) ? random.integer(1, 3) : 0;
    const pause = Math.min(0.1 * gap, 0.2 + random.exponential(1.5));
    return Array.from({ length: 1 + results }, (_, i) =>
      i === 0
        ? flow(ts, bytes(random, asks, 0.06), bytes(random, gets, 0.1))
        : flow(ts + i * pause, bytes(random, asks * 2, 0.7), bytes(random, 180, 0.2)),
    );
  });
  return within(scene, flows);
}

/** T1029: some calls a day; the machine sleeps, and a call is missed. */
function hoursApart(scene: Scene): SampleFlow[] {
  const { random, span, start, victim } = scene;
  const home = outside(scene);
  const gap = Math.min(random.pick([1, 1.5, 2, 3, 4, 6]) * HOUR, span / 7);
  const [jitter, missed] = [0.05 + 0.3 * random.uniform(), 0.05 + 0.2 * random.uniform()];
  const port = random.pick([443, 443, 80]);
  const [asks, gets] = [random.integer(250, 1500), random.integer(300, 5000)];
  const flows: SampleFlow[] = [];
  for (let ts = start + random.uniform() * gap; ts < start + span; ts += gap * (1 + jitter * random.normal() * 0.5)) {
    if (random.chance(missed)) continue;
    const meeting = between(ts, victim, home, port, port === 80 ? 'http' : 'ssl');
    flows.push(
      random.chance(0.03)
        ? unansweredFlow(random, meeting, 2)
        : tcpFlow(
            random,
            meeting,
            0.3 + random.exponential(1),
            bytes(random, asks, 0.08),
            bytes(random, gets, 0.15),
            'SF',
          ),
    );
  }
  return within(scene, flows);
}

/** T1102, T1090.004: orders lie at a service that people use as well. */
function sharedService(scene: Scene): SampleFlow[] {
  const { random, span, victim, popular } = scene;
  const { host, port, service } = random.pick(popular);
  const count = flowCount(scene, 30, 250);
  const gap = Math.min((0.9 * span) / count, random.logNormal(150, 0.9));
  const jitter = 0.05 + 0.45 * random.uniform();
  const [asks, gets] = [random.integer(500, 1800), random.integer(2000, 7000)];
  const isKept = random.chance(0.3);
  return rhythm(scene, count, gap, jitter).map((ts) => {
    const seconds = isKept ? Math.min(0.7 * gap, random.logNormal(20, 0.5)) : 0.2 + random.exponential(0.6);
    const meeting = between(ts, victim, host, port, service);
    return tcpFlow(random, meeting, seconds, bytes(random, asks, 0.12), bytes(random, gets, 0.12), 'SF');
  });
}
