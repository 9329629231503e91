import { isIpv4, parseAddress } from './address.ts';
import { addressText } from './address-text.ts';

/** A CIDR block: the addresses that share the first `bits` bits of `address`. */
export interface Cidr {
  /** Sixteen bytes, see `parseAddress`. Bits after the prefix are 0. */
  readonly address: Uint8Array;
  /** 0 to 128. For an IPv4 block, 96 more than its written prefix length. */
  readonly bits: number;
}

/** Length of the prefix of IPv4-mapped addresses. */
const MAPPED = 96;

/** Parses `10.0.0.0/8` or `2001:db8::/32`, null for any other text. Host bits are cleared. */
export function parseCidr(text: string): Cidr | null {
  const [, host, length] = /^([^/%]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = host === undefined ? null : parseAddress(host);
  if (address === null) return null;
  const bits = Number(length) + (host.includes(':') ? 0 : MAPPED);
  if (bits > 128) return null;
  for (let i = 0; i < 16; i++) address[i] &= maskOf(bits, i);
  return { address, bits };
}

/** Canonical text of a block (RFC 4632, RFC 5952). */
export function cidrText({ address, bits }: Cidr): string {
  const isMapped = isOfIpv4(address, bits);
  return `${isMapped ? addressText(address) : addressText(address, false)}/${isMapped ? bits - MAPPED : bits}`;
}

/** Whether a sixteen-byte address is in a block. IPv4 addresses are only in IPv4 blocks: `::/0` covers IPv6 alone. */
export function isInCidr(address: Uint8Array, { address: first, bits }: Cidr): boolean {
  if (isIpv4(address) !== isOfIpv4(first, bits)) return false;
  for (let i = 0; i < 16 && i * 8 < bits; i++) if ((address[i] & maskOf(bits, i)) !== first[i]) return false;
  return true;
}

function isOfIpv4(address: Uint8Array, bits: number): boolean {
  return bits >= MAPPED && isIpv4(address);
}

/** The bits of byte `i` that a prefix of `bits` bits covers. */
function maskOf(bits: number, i: number): number {
  const own = Math.min(8, Math.max(0, bits - i * 8));
  return (0xff00 >> own) & 0xff;
}
