import { type SampleFlow, udpFlow } from '../../../src/core/sample/flow.ts';
import { beginning, between, flowCount, nearby, outside, type Scene, within } from '../scene.ts';
import type { Attack } from './attack.ts';

/** T1568.002: names made by an algorithm, asked of the resolver that everyone asks. Next to none exists. */
export const algorithmicNames: readonly Attack[] = [
  { name: 'names, in bursts', family: 'names', group: 'third', make: inBursts },
  { name: 'names, slowly', family: 'names', group: 'third', make: slowly },
];

/** Some dozens of names at once, until one exists or the list is through; again some time later. */
function inBursts(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const count = flowCount(scene, 50, 500);
  const bursts = random.integer(1, Math.max(1, Math.min(8, Math.floor(count / 15))));
  const gap = random.logNormal(0.25, 0.8);
  const ask = asker(scene);
  const flows = Array.from({ length: bursts }, () => {
    const first = beginning(scene, Math.min(span, (gap * count) / bursts));
    return Array.from({ length: Math.floor(count / bursts) }, (_, i) =>
      ask(first + i * gap + random.exponential(0.3 * gap)),
    );
  }).flat();
  return within(scene, flows);
}

/** A name every few seconds to minutes. */
function slowly(scene: Scene): SampleFlow[] {
  const { random, span } = scene;
  const count = flowCount(scene, 40, 300);
  const gap = Math.min((0.9 * span) / count, random.logNormal(25, 0.8));
  const first = beginning(scene, count * gap);
  const ask = asker(scene);
  const flows = Array.from({ length: count }, (_, i) => ask(first + i * gap + random.exponential(0.4 * gap)));
  return within(scene, flows);
}

/**
 * A question is 12 bytes of header, the name with a byte of length per label and one at the end, and 4 bytes (RFC 1035).
 * NXDOMAIN repeats it and adds the zone's SOA record (RFC 2308); SERVFAIL repeats it alone.
 */
function asker(scene: Scene): (ts: number) => SampleFlow {
  const { random, victim } = scene;
  const resolver = scene.resolver === victim ? outside(scene) : (scene.resolver ?? nearby(scene, true));
  const [least, most] = random.pick([
    [6, 12],
    [8, 20],
    [12, 16],
    [16, 26],
  ] as const);
  const zones = random.pick([
    [[3, 73]],
    [
      [3, 73],
      [3, 84],
      [4, 80],
    ],
    [
      [2, 61],
      [3, 73],
      [2, 55],
    ],
  ] as const);
  const failing = random.chance(0.2) ? 0.6 : 0.02;
  return (ts) => {
    const [top, soa] = random.pick<readonly [number, number]>(zones);
    const asked = 12 + 1 + random.integer(least, most) + 1 + top + 1 + 4;
    const answered = random.chance(failing) ? asked : random.chance(0.01) ? asked + 16 : asked + soa;
    return udpFlow(
      random,
      between(ts, victim, resolver, 53, 'dns'),
      0.01 + random.exponential(0.06),
      { packets: 1, bytes: asked },
      random.chance(0.03) ? null : { packets: 1, bytes: answered },
    );
  };
}
