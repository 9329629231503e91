import { parseAddress } from '../schema/address.ts';
import { isOfLinkOrHost, isUnspecified } from '../schema/address-kind.ts';
import { networkOf, prefixOf } from '../schema/address-prefix.ts';
import { bitOf, SKETCH_BITS } from './sketch-bits.ts';

/**
 * Which networks the local sources of some flows belong to, /16 in IPv4 and /48 in IPv6, without their addresses: a
 * network sets one of 4,096 bits, which sixteen networks of IPv4 share. There is no salt on purpose: two sketches with
 * salts of their own would give away together what each alone does not.
 */
export interface NetworkSketch {
  /** Places of the bits that are set, ascending. */
  readonly bits: readonly number[];
}

/** The networks of some addresses; null when there are none. */
export function networksOf(addresses: Iterable<string>): ReadonlySet<string> | null {
  const networks = new Set<string>();
  for (const address of addresses) {
    const network = sketchedNetwork(address);
    if (network !== null) networks.add(network);
  }
  return networks.size === 0 ? null : networks;
}

/** The sketch of some networks, as `sketchedNetwork` writes them. */
export function sketchOf(networks: ReadonlySet<string>): NetworkSketch {
  return { bits: [...new Set([...networks].map(bitOf))].toSorted((a, b) => a - b) };
}

/** How many of the networks a sketch has, by its bits; null when it is so full that it would have most. */
export function countKnown({ bits }: NetworkSketch, networks: ReadonlySet<string>): number | null {
  if (bits.length > SKETCH_BITS / 4) return null;
  return [...networks].filter((network) => bits.includes(bitOf(network))).length;
}

/**
 * `147.32` or `2001:db8:10`; null for what is no address, and for loopback and link-local ones, which every network
 * has.
 */
export function sketchedNetwork(text: string): string | null {
  const address = sketched(text);
  return address === null ? null : networkOf(address);
}

/**
 * What tells a host from others on another day: an IPv4 address; of IPv6 the /64, since most hosts change the rest
 * daily.
 */
export function hostOf(text: string): string | null {
  const address = sketched(text);
  return address === null ? null : prefixOf(address, 4, 4);
}

function sketched(text: string): Uint8Array | null {
  const address = parseAddress(text);
  return address === null || isOfLinkOrHost(address) || isUnspecified(address) ? null : address;
}
