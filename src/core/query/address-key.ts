import { isIpv4, parseAddress } from '../schema/address.ts';
import { addressOfHost } from '../schema/host-text.ts';

const [SLASH, COLON, PERCENT] = [47, 58, 37];
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * Bytes that sort like addresses: a 4 and the four bytes of an IPv4 address, a 6 and the sixteen bytes of an IPv6
 * address, or a 9 and any other text. Then a subnet's `/length` as one byte, a zone's text, or a 1 for the IPv6 form of
 * an IPv4 address, which sorts next to the address. The contexts of a host come last; numbers in them sort by size.
 */
export function addressKey(label: Uint8Array): Uint8Array {
  const host = addressOfHost(label);
  const slash = host.indexOf(SLASH);
  const text = slash < 0 ? host : host.subarray(0, slash);
  const address = parseAddress(text);
  if (address === null) return Uint8Array.of(9, ...label);
  const rest = slash < 0 ? [] : [Number(decoder.decode(host.subarray(slash + 1)))];
  const contexts = contextKey(label.subarray(host.length));
  if (isIpv4(address)) {
    return Uint8Array.of(4, ...address.subarray(12), ...rest, ...(text.includes(COLON) ? [1] : []), ...contexts);
  }
  const zone = text.indexOf(PERCENT);
  return Uint8Array.of(6, ...address, ...rest, ...(zone < 0 ? [] : text.subarray(zone)), ...contexts);
}

function contextKey(text: Uint8Array): Uint8Array {
  if (text.length === 0) return text;
  return encoder.encode(decoder.decode(text).replace(/\d+/g, (digits) => digits.padStart(10, '0')));
}
