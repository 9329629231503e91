import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, sketchedNetwork } from '../baseline/network-sketch.ts';
import { parseAddress } from '../schema/address.ts';
import { neighbourhoodOf, segmentOf } from './neighbours.ts';
import { addressKind, BROADCAST, MULTICAST, UNICAST } from './words.ts';

const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff)), { minLength: 8, maxLength: 8 });
const hex = (group: number) => group.toString(16);

/**
 * Spellings of one IPv6 address: full groups, capitals with leading zeros, and with the longest run of zeros shortened.
 */
function written(address: readonly number[]): string[] {
  const full = address.map(hex).join(':');
  const padded = address.map((group) => hex(group).padStart(4, '0').toUpperCase()).join(':');
  const zeros = full.match(/(^|:)0(:0)*(?=:|$)/g)?.toSorted((a, b) => b.length - a.length)[0];
  const short = zeros === undefined ? full : full.replace(zeros, '::').replace(/:{3,}/, '::');
  return [full, padded, short, `${full}%eth0`];
}

/** Everything that Oddflow derives from an address. It must not depend on the spelling. */
function readings(text: string): unknown[] {
  const address = parseAddress(text);
  expect(address).not.toBeNull();
  return [
    neighbourhoodOf(address, text),
    segmentOf(address, text),
    addressKind(address),
    sketchedNetwork(text),
    hostOf(text),
  ];
}

describe('an address', () => {
  it('means the same in any spelling of any IPv6 address', () => {
    fc.assert(
      fc.property(groups, (address) => {
        const [first, ...others] = written(address).map(readings);
        for (const other of others) expect(other).toEqual(first);
      }),
    );
  });

  it('means the same in both spellings of any IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(readings(`::ffff:${text}`)).toEqual(readings(text));
      }),
    );
  });

  it.each([
    ['10.1.2.3', 'private', '10.1.2', UNICAST],
    ['8.8.4.4', '8.8', '8.8.4', UNICAST],
    ['2001:db8::1', '2001:db8:0', '2001:db8:0', UNICAST],
    ['fd00::1', 'private', 'fd00:0:0', UNICAST],
    ['10.0.0.255', 'private', '10.0.0', BROADCAST],
    ['ff02::1', 'ff02:0:0', 'ff02:0:0', MULTICAST],
    ['0:0:0:0:0:0:0:0', '0:0:0', '0:0:0', MULTICAST],
    ['printer', 'printer', 'printer', UNICAST],
  ])('%s is of %s and %s', (text, neighbourhood, segment, kind) => {
    const address = parseAddress(text);
    expect([neighbourhoodOf(address, text), segmentOf(address, text), addressKind(address)]).toEqual([
      neighbourhood,
      segment,
      kind,
    ]);
  });
});
