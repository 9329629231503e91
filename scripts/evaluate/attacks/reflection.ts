import { type SampleFlow, udpFlow } from '../../../src/core/sample/flow.ts';
import { beginning, between, distinct, flowCount, HOUR, outside, type Scene, within } from '../scene.ts';
import type { Attack } from './attack.ts';

/** T1498.002: an own host answers questions with forged sources, at length. Rossow 2014. */
export const reflection: readonly Attack[] = [
  { name: 'dns reflection', family: 'flood', group: 'third', make: (scene) => reflect(scene, askedAny) },
  { name: 'ntp reflection', family: 'flood', group: 'third', make: (scene) => reflect(scene, askedMonlist) },
];

interface Answered {
  readonly port: number;
  readonly service: string;
  readonly asked: number;
  /** Payload bytes of an answer, and the packets that carry it. */
  readonly answered: number;
  readonly packets: number;
}

/** ANY or TXT of one zone with EDNS: the answer is in fragments, which Zeek puts together. */
function askedAny({ random }: Scene): Answered {
  return { port: 53, service: 'dns', asked: random.integer(28, 48), answered: random.integer(900, 4000), packets: 1 };
}

/** Mode 7, code 42: 8 bytes ask for the last clients, up to 100 packets of 440 bytes name them. */
function askedMonlist({ random }: Scene): Answered {
  const packets = random.integer(4, 100);
  return { port: 123, service: 'ntp', asked: 8, answered: packets * 440, packets };
}

function reflect(scene: Scene, draw: (scene: Scene) => Answered): SampleFlow[] {
  const { random, servers, victim, span } = scene;
  const reflector = servers.length > 0 && random.chance(0.6) ? random.pick(servers) : victim;
  const { port, service, asked, answered, packets } = draw(scene);
  const count = flowCount(scene, 25, 400);
  const targets = distinct(random.integer(1, Math.max(2, Math.round(count / 4))), () => outside(scene));
  const forgedPort = random.pick([null, 80, 443, 53]);
  const seconds = Math.min(0.8 * span, random.logNormal(0.5 * HOUR, 1));
  const first = beginning(scene, seconds);
  const flows = Array.from({ length: count }, () => {
    const meeting = between(first + random.uniform() * seconds, random.pick(targets), reflector, port, service);
    const times = 1 + Math.floor(random.exponential(8));
    const isAnswered = !random.chance(0.05);
    return udpFlow(
      random,
      forgedPort === null ? meeting : { ...meeting, sourcePort: forgedPort },
      0.001 + random.exponential(0.2) * times,
      { packets: times, bytes: times * asked },
      isAnswered ? { packets: times * packets, bytes: times * answered } : null,
    );
  });
  return within(scene, flows);
}
