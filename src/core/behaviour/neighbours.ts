import { isPrivate } from '../schema/address-kind.ts';
import { networkOf, prefixOf } from '../schema/address-prefix.ts';

/**
 * Key of the network that an address is in, equal for neighbours. All private ranges of IPv4 and IPv6 are one network
 * (`private`); a public address belongs to its /16 (IPv4) or /48 (IPv6). `address` is null for text that is not an
 * address: it is its own only neighbour.
 */
export function neighbourhoodOf(address: Uint8Array | null, text: string): string {
  if (address === null) return text;
  return isPrivate(address) ? 'private' : networkOf(address);
}

/** The /24 of an IPv4 address or the /48 of an IPv6 address: the typical range of one scan or one service. */
export function segmentOf(address: Uint8Array | null, text: string): string {
  return address === null ? text : prefixOf(address, 3, 3);
}
