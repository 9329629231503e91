import { isPrivateAddress } from '../schema/private-address.ts';

/**
 * Which network an address belongs to, as text that is equal for neighbours: all private IPv4 ranges are one (`private`),
 * public IPv4 goes by its first two numbers, IPv6 by its first 48 bits, unique local and link-local addresses as one.
 */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\./i.exec(address);
  if (isPrivateAddress(address) === true) return 'private';
  if (v4 !== null) return `${v4[1]}.${v4[2]}`;
  return address.split(':', 3).join(':');
}
