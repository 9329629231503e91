import { isIpv4 } from './address.ts';

/**
 * Whether an address is of a private network, as Zeek takes for local by default: RFC 1918, 6598, 3927, 4193 and 4291
 * (link-local and loopback). Addresses here are sixteen bytes, see `parseAddress`.
 */
export function isPrivate(address: Uint8Array): boolean {
  if (!isIpv4(address)) return (address[0] & 0xfe) === 0xfc || isOfLinkOrHost(address);
  const [a, b] = address.subarray(12, 14);
  return (
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) ||
    isOfLinkOrHost(address)
  );
}

/** Whether an address says nothing outside its link or host: loopback, link-local. */
export function isOfLinkOrHost(address: Uint8Array): boolean {
  if (isIpv4(address)) return address[12] === 127 || (address[12] === 169 && address[13] === 254);
  return (address[0] === 0xfe && (address[1] & 0xc0) === 0x80) || isSmall(address, 1);
}

/** 0.0.0.0 or `::`: no address yet, or any. */
export function isUnspecified(address: Uint8Array): boolean {
  return isIpv4(address) ? last4(address) === 0 : isSmall(address, 0);
}

/** A group of hosts: 224.0.0.0/4 or ff00::/8 (RFC 5771, RFC 4291 section 2.7). */
export function isMulticast(address: Uint8Array): boolean {
  return isIpv4(address) ? address[12] >= 224 && address[12] < 240 : address[0] === 255;
}

/** All hosts of a link: 255.255.255.255 (RFC 919). */
export function isBroadcast(address: Uint8Array): boolean {
  return isIpv4(address) && last4(address) === 0xffff_ffff;
}

/** Whether the last number of an IPv4 address is 255, as broadcasts of a /24 have it. */
export function endsIn255(address: Uint8Array): boolean {
  return isIpv4(address) && address[15] === 255;
}

/** Whether an IPv6 address is 0 but for its last byte, which is `last`. */
function isSmall(address: Uint8Array, last: number): boolean {
  for (let i = 0; i < 15; i++) if (address[i] !== 0) return false;
  return address[15] === last;
}

function last4(address: Uint8Array): number {
  return ((address[12] << 24) | (address[13] << 16) | (address[14] << 8) | address[15]) >>> 0;
}
