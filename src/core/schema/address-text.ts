import { isIpv4 } from './address.ts';

/**
 * Canonical text of a sixteen-byte address (see `parseAddress`): IPv4 in dotted form, IPv6 in lower case with the
 * longest run of zeros as `::` (RFC 5952). With `isMappedShort` false an IPv4 address is written as `::ffff:` and two
 * groups.
 */
export function addressText(address: Uint8Array, isMappedShort = true): string {
  if (isMappedShort && isIpv4(address)) return address.subarray(12).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => (address[2 * i] << 8) | address[2 * i + 1]);
  const [start, length] = longestZeros(groups);
  const text = (some: readonly number[]) => some.map((group) => group.toString(16)).join(':');
  return length < 2 ? text(groups) : `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

function longestZeros(groups: readonly number[]): readonly [start: number, length: number] {
  let [best, most] = [0, 0];
  for (let i = 0, run = 0; i < groups.length; i++) {
    run = groups[i] === 0 ? run + 1 : 0;
    if (run > most) [best, most] = [i - run + 1, run];
  }
  return [best, most];
}
