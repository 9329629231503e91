import { bitOf, SKETCH_BITS } from './sketch-bits.ts';

/**
 * Which networks the local sources of some flows belong to, /16 in IPv4 and /48 in IPv6, without their addresses: a network sets
 * one of 4,096 bits, which sixteen networks of IPv4 share. There is no salt on purpose: two sketches with salts of their own
 * would give away together what each alone does not.
 */
export interface NetworkSketch {
  /** Places of the bits that are set, ascending. */
  readonly bits: readonly number[];
}

/** The networks of some addresses; null when there are none. */
export function networksOf(addresses: Iterable<string>): ReadonlySet<string> | null {
  const networks = new Set<string>();
  for (const address of addresses) {
    const network = networkOf(address);
    if (network !== null) networks.add(network);
  }
  return networks.size === 0 ? null : networks;
}

/** The sketch of some networks, as `networkOf` writes them. */
export function sketchOf(networks: ReadonlySet<string>): NetworkSketch {
  return { bits: [...new Set([...networks].map(bitOf))].toSorted((a, b) => a - b) };
}

/** How many of the networks a sketch has, by its bits; null when it is so full that it would have most. */
export function countKnown({ bits }: NetworkSketch, networks: ReadonlySet<string>): number | null {
  if (bits.length > SKETCH_BITS / 4) return null;
  return [...networks].filter((network) => bits.includes(bitOf(network))).length;
}

/** `147.32` or `2001:db8:10`; null for what is no address, and for link-local ones, which every network has. */
export function networkOf(address: string): string | null {
  const v4 = v4Of(address);
  if (v4 !== null) return v4.split('.', 2).join('.');
  return groupsOf(address)?.slice(0, 3).join(':') ?? null;
}

/** What tells a host from others on another day: an IPv4 address; of IPv6 the /64, since most hosts change the rest daily. */
export function hostOf(address: string): string | null {
  return v4Of(address) ?? groupsOf(address)?.slice(0, 4).join(':') ?? null;
}

/** Null for what is none, for loopback and link-local. */
function v4Of(address: string): string | null {
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.exec(address)?.[1] ?? null;
  return v4 === null || v4.startsWith('127.') || v4.startsWith('169.254.') ? null : v4;
}

/** The first four groups of an IPv6 address, without leading zeros; null for loopback, link-local and unspecified ones. */
function groupsOf(address: string): string[] | null {
  if (address.includes('.') || !/^[0-9a-f:]*:[0-9a-f:]*$/i.test(address) || /^fe[89ab]/i.test(address)) return null;
  const [before, after = []] = address
    .toLowerCase()
    .split('::')
    .map((part) => part.split(':'));
  if (before[0] === '') return null;
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
}
