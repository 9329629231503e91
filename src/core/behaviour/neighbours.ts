import { isPrivate } from '../schema/address-kind.ts';
import { networkOf, prefixOf } from '../schema/address-prefix.ts';

/**
 * The neighbourhood of an address as text, equal for neighbours: all private ranges of IPv4 and IPv6 are one (`private`), a public
 * address goes by its network. `address` is null for text that is no address, which has no neighbours but itself.
 */
export function neighbourhoodOf(address: Uint8Array | null, text: string): string {
  if (address === null) return text;
  return isPrivate(address) ? 'private' : networkOf(address);
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address: hosts that one scan or one service usually spans. */
export function segmentOf(address: Uint8Array | null, text: string): string {
  return address === null ? text : prefixOf(address, 3, 3);
}
