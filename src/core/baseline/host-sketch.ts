import { hostOf } from './network-sketch.ts';
import { bitOf, hashOf, SKETCH_BITS } from './sketch-bits.ts';

/**
 * The local sources of some flows without their addresses. Each host sets one of 4,096 bits. With many hosts only one in
 * `every` sets its bit. So few bits are set, and an unknown host rarely matches one.
 */
export interface HostSketch {
  /** Number of local hosts, sketched or not. */
  readonly count: number;
  /** A power of two. Only hosts with a hash that it divides set a bit and are compared. */
  readonly every: number;
  /** Indexes of the set bits, ascending. */
  readonly bits: readonly number[];
}

/** The hosts of a log that a sketch has. */
export interface KnownHosts {
  /** Compared local hosts of the log: those in the sketch, and all. */
  readonly known: number;
  readonly total: number;
  /** Fraction of the flows of the compared hosts that the known ones have, 0 to 1. */
  readonly share: number;
  /** Local hosts of the baseline. */
  readonly learned: number;
}

/** Maximum number of set bits: one unknown host in 32 is then mistaken for a known one. */
export const MOST_HOSTS = SKETCH_BITS / 32;

/** The sketch of local sources, from their addresses. Null without one. Linear in the addresses. */
export function sketchHosts(addresses: Iterable<string>): HostSketch | null {
  const hosts = new Set<string>();
  for (const address of addresses) {
    const host = hostOf(address);
    if (host !== null) hosts.add(host);
  }
  if (hosts.size === 0) return null;
  let every = 1;
  let compared = [...hosts];
  while (compared.length > MOST_HOSTS) {
    every *= 2;
    compared = compared.filter((host) => isCompared(host, every));
  }
  return { count: hosts.size, every, bits: [...new Set(compared.map(bitOf))].toSorted((a, b) => a - b) };
}

/** Counts known hosts. `flows`: number of flows per address of a local source. Null if no host can be compared. */
export function countHosts({ count, every, bits }: HostSketch, flows: ReadonlyMap<string, number>): KnownHosts | null {
  const byHost = new Map<string, number>();
  for (const [address, own] of flows) {
    const host = hostOf(address);
    if (host !== null && isCompared(host, every)) byHost.set(host, (byHost.get(host) ?? 0) + own);
  }
  const set = new Set(bits);
  let [known, all, ofKnown] = [0, 0, 0];
  for (const [host, own] of byHost) {
    all += own;
    if (!set.has(bitOf(host))) continue;
    known++;
    ofKnown += own;
  }
  return byHost.size === 0 ? null : { known, total: byHost.size, share: ofKnown / all, learned: count };
}

function isCompared(host: string, every: number): boolean {
  return every === 1 || hashOf(`${host}?`) % every === 0;
}
