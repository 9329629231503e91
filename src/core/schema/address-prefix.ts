import { isIpv4 } from './address.ts';

/**
 * The first `numbers` of an IPv4 address (`147.32`), or the first `groups` of an IPv6 address in lower case without
 * leading zeros (`2001:db8:0`): the same text for all addresses of that network, however they were written. `address`
 * is sixteen bytes, see `parseAddress`.
 */
export function prefixOf(address: Uint8Array, numbers: number, groups: number): string {
  if (isIpv4(address)) return address.subarray(12, 12 + numbers).join('.');
  return Array.from({ length: groups }, (_, i) => ((address[2 * i] << 8) | address[2 * i + 1]).toString(16)).join(':');
}

/** The network that an address belongs to: the /16 of IPv4, the /48 of IPv6, which is what one site usually has. */
export function networkOf(address: Uint8Array): string {
  return prefixOf(address, 2, 3);
}
