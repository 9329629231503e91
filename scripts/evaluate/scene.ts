import type { Random } from '../../src/core/math/random.ts';
import type { Meeting } from '../../src/core/sample/flow.ts';
import type { Contact } from './base.ts';

/** Where an attack is put: a host that also has benign traffic, in a log of its own length. */
export interface Scene {
  readonly random: Random;
  readonly victim: string;
  /** Hosts of the victim's network that the log has seen, the victim left out; may be empty. */
  readonly neighbours: readonly string[];
  /** Epoch seconds. */
  readonly start: number;
  readonly span: number;
  /** Flows that an attack may have: 5 % of the log. */
  readonly most: number;
  /** Services outside that several own hosts use. */
  readonly popular: readonly Contact[];
  /** Own hosts that others connect to. */
  readonly servers: readonly string[];
  /** The name server with most questions; null without one. */
  readonly resolver: string | null;
  /** Services that an own host exchanges data with. */
  readonly contactsOf: (host: string) => readonly Contact[];
}

export const HOUR = 3600;

/** Whether the log lasts for this number of hours. */
export function lasts(hours: number): (scene: Scene) => boolean {
  return ({ span }) => span >= hours * HOUR;
}

/** The victim turns to a service. */
export function meet(
  { victim: source }: Scene,
  ts: number,
  destination: string,
  destinationPort: number,
  service: string | null,
): Meeting {
  return { ts, source, destination, destinationPort, service, attack: 'planted' };
}

/** A host turns to a service. */
export function between(
  ts: number,
  source: string,
  destination: string,
  destinationPort: number,
  service: string | null,
): Meeting {
  return { ts, source, destination, destinationPort, service, attack: 'planted' };
}

/** Own hosts beside the victim: some that the log has seen, the others new. */
export function inside(scene: Scene, count: number): string[] {
  const { random, neighbours } = scene;
  const known = neighbours.filter(() => random.chance(0.4)).slice(0, count);
  const others = distinct(count, () => nearby(scene, random.chance(0.7))).filter((host) => host !== scene.victim);
  return [...new Set([...known, ...others])].slice(0, count);
}

/** Flows in the time of the log, in the order of their beginnings. */
export function within<T extends { readonly ts: number }>({ start, span, most }: Scene, flows: readonly T[]): T[] {
  return flows
    .filter(({ ts }) => ts >= start && ts <= start + span)
    .toSorted((a, b) => a.ts - b.ts)
    .slice(0, most);
}

/** An attack takes as many flows as it draws, or as the log has room for. */
export function flowCount({ random, most }: Scene, low: number, high: number): number {
  return Math.min(most, Math.round(Math.exp(Math.log(low) + random.uniform() * Math.log(high / low))));
}

/** A time at which something that lasts `seconds` can begin. */
export function beginning({ random, start, span }: Scene, seconds: number): number {
  return start + random.uniform() * Math.max(0, span - seconds);
}

/** Times from a drawn beginning on, `seconds` apart give or take `jitter` of it, as long as the log lasts. */
export function rhythm(scene: Scene, count: number, seconds: number, jitter: number): number[] {
  const { random, start, span } = scene;
  const times: number[] = [];
  let ts = beginning(scene, Math.min(count * seconds, span));
  for (let i = 0; i < count && ts < start + span; i++) {
    times.push(ts);
    ts += seconds * (1 + jitter * (2 * random.uniform() - 1));
  }
  return times;
}

/** An address anywhere outside. */
export function outside({ random }: Scene): string {
  const first = random.pick([5, 23, 31, 45, 62, 77, 85, 91, 103, 141, 159, 176, 185, 193, 212]);
  return `${first}.${random.integer(1, 254)}.${random.integer(0, 254)}.${random.integer(1, 250)}`;
}

/** An address of the victim's own /24, or of its /16. */
export function nearby({ random, victim }: Scene, isSameNet: boolean): string {
  const [a, b, c] = victim.split('.');
  return `${a}.${b}.${isSameNet ? c : random.integer(0, 254)}.${random.integer(1, 250)}`;
}

/** Distinct addresses, `count` at most. */
export function distinct(count: number, draw: () => string): string[] {
  const found = new Set<string>();
  for (let tries = 0; found.size < count && tries < 20 * count; tries++) found.add(draw());
  return [...found];
}
