import { parseAddress } from '../schema/address.ts';
import { isOfLinkOrHost, isUnspecified } from '../schema/address-kind.ts';
import { networkOf, prefixOf } from '../schema/address-prefix.ts';
import { bitOf, SKETCH_BITS } from './sketch-bits.ts';

/**
 * The networks of the local sources of some flows (IPv4 /16, IPv6 /48) without their addresses. Each network sets one of
 * 4,096 bits, which about sixteen networks of IPv4 share. There is no salt: two sketches of one network with different salts
 * together would identify more than each alone.
 */
export interface NetworkSketch {
  /** Indexes of the set bits, ascending. */
  readonly bits: readonly number[];
}

/** The networks of some addresses. Null without one. */
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

/** The number of networks whose bits are set. Null if more than a quarter of all bits are: then it means little. */
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
