import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { addressText } from './address-text.ts';
import { cidrText, isInCidr, parseCidr } from './cidr.ts';

const ipv4 = fc.tuple(fc.ipV4(), fc.nat(32));
const ipv6 = fc.tuple(fc.ipV6(), fc.nat(128));
const bytesOf = (text: string) => parseAddress(text) ?? new Uint8Array(16);

/** Another address that shares a prefix of `bit` bits. */
function near(text: string, bit: number): string {
  const bytes = Uint8Array.from(bytesOf(text));
  const at = text.includes(':') ? bit : 96 + (bit % 32);
  bytes[at >> 3] ^= 128 >> (at & 7);
  return addressText(bytes);
}

describe('a CIDR block', () => {
  it('contains the same addresses as in node:net, for any prefix', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), fc.nat(127), fc.oneof(fc.ipV4(), fc.ipV6()), ([host, bits], bit, far) => {
        const family = (text: string) => (isIP(addressText(bytesOf(text))) === 4 ? 'ipv4' : 'ipv6');
        fc.pre((isIP(host) === 4) === (family(host) === 'ipv4'));
        const block = parseCidr(`${host}/${bits}`);
        const slow = new BlockList();
        slow.addSubnet(host, bits, family(host));
        for (const other of [host, near(host, bit), far]) {
          if (block === null) throw new Error(`${host}/${bits} was refused`);
          const isSame = family(other) === family(host);
          expect(isInCidr(bytesOf(other), block)).toBe(
            isSame && slow.check(addressText(bytesOf(other)), family(other)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has one canonical text, which parses to the same block', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), ([host, bits]) => {
        const block = parseCidr(`${host}/${bits}`);
        if (block === null) throw new Error('refused');
        expect(parseCidr(cidrText(block))).toEqual(block);
      }),
    );
  });

  it.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['192.0.2.255/31', '192.0.2.254/31'],
    ['2001:DB8:0:0::1/32', '2001:db8::/32'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
    ['::/0', '::/0'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::ffff:0:0/95', '::fffe:0:0/95'],
  ])('%s is %s', (text, canonical) => {
    const block = parseCidr(text);
    expect(block && cidrText(block)).toBe(canonical);
  });

  it.each(['10.0.0.0/33', '::/129', '10.0.0/8', '10.0.0.0', '10.0.0.0/', '10.0.0.0/-1', 'fe80::1%eth0/64', '/8'])(
    '%s is none',
    (text) => {
      expect(parseCidr(text)).toBeNull();
    },
  );

  it('of IPv6 contains no IPv4 address unless it is a mapped block', () => {
    const isIn = (address: string, block: string) => {
      const cidr = parseCidr(block);
      return cidr !== null && isInCidr(bytesOf(address), cidr);
    };
    expect(isIn('10.0.0.1', '::/0')).toBe(false);
    expect(isIn('fe80::1', '0.0.0.0/0')).toBe(false);
    expect(isIn('::ffff:10.0.0.1', '10.0.0.0/8')).toBe(true);
    expect(isIn('10.0.0.1', '::ffff:0:0/96')).toBe(true);
  });
});

describe('addressText', () => {
  it.each([
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::', '::'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
  ])('writes %s as %s (RFC 5952)', (text, expected) => {
    expect(addressText(bytesOf(text))).toBe(expected);
  });
});
