import { hostOf } from './network-sketch.ts';
import { bitOf, hashOf, SKETCH_BITS } from './sketch-bits.ts';

/**
 * Which local hosts the sources of some flows were, without their addresses: a host sets one of 4,096 bits. Of many
 * hosts only one in `every` is looked at, so that few bits are set and a foreign host is rarely taken for one of them.
 */
export interface HostSketch {
  /** Hosts that there were. */
  readonly count: number;
  /** A power of two: hosts with a hash that it divides are looked at. */
  readonly every: number;
  /** Places of the bits that are set, ascending. */
  readonly bits: readonly number[];
}

/** How many hosts of a log a sketch has. */
export interface KnownHosts {
  /** Of the log's local hosts that are looked at. */
  readonly known: number;
  readonly total: number;
  /** Share of their flows that those known have, 0 to 1. */
  readonly share: number;
  /** Local hosts of the baseline. */
  readonly learned: number;
}

/** Maximum number of set bits: one unknown host in 32 is then mistaken for a known one. */
export const MOST_HOSTS = SKETCH_BITS / 32;

/** The sketch of local sources, by their addresses; null when there are none. */
export function sketchHosts(addresses: Iterable<string>): HostSketch | null {
  const hosts = new Set<string>();
  for (const address of addresses) {
    const host = hostOf(address);
    if (host !== null) hosts.add(host);
  }
  if (hosts.size === 0) return null;
  let every = 1;
  let looked = [...hosts];
  while (looked.length > MOST_HOSTS) {
    every *= 2;
    looked = looked.filter((host) => isLookedAt(host, every));
  }
  return { count: hosts.size, every, bits: [...new Set(looked.map(bitOf))].toSorted((a, b) => a - b) };
}

/** `flows` are those of each local source, by address; null when none of them is looked at. */
export function countHosts({ count, every, bits }: HostSketch, flows: ReadonlyMap<string, number>): KnownHosts | null {
  const byHost = new Map<string, number>();
  for (const [address, own] of flows) {
    const host = hostOf(address);
    if (host !== null && isLookedAt(host, every)) byHost.set(host, (byHost.get(host) ?? 0) + own);
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

function isLookedAt(host: string, every: number): boolean {
  return every === 1 || hashOf(`${host}?`) % every === 0;
}
