import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { endsIn255, isBroadcast, isMulticast, isOfLinkOrHost, isPrivate, isUnspecified } from './address-kind.ts';

const bytes = (text: string) => parseAddress(text) as Uint8Array;

describe('isPrivate', () => {
  it.each([
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.0.1', true],
    ['100.64.0.1', true],
    ['100.128.0.1', false],
    ['127.0.0.1', true],
    ['169.254.1.1', true],
    ['8.8.8.8', false],
    ['::ffff:192.168.0.1', true],
    ['::ffff:c0a8:1', true],
    ['fe80::1', true],
    ['fe80::1%eth0', true],
    ['fec0::1', false],
    ['fd00::1', true],
    ['fd::1', false],
    ['2001:db8::1', false],
    ['::1', true],
    ['0:0:0:0:0:0:0:1', true],
    ['::', false],
  ])('%s: %s', (address, expected) => {
    expect(isPrivate(bytes(address))).toBe(expected);
  });
});

it('knows the addresses that are no single host, in both families and in either form', () => {
  expect(
    ['224.0.0.1', '239.9.9.9', 'ff02::fb', 'FF05::2', '::ffff:224.0.0.1'].map((text) => isMulticast(bytes(text))),
  ).toEqual(new Array(5).fill(true));
  expect(['223.1.1.1', '240.0.0.1', 'ff::1', 'fe80::ff'].some((text) => isMulticast(bytes(text)))).toBe(false);
  expect([isBroadcast(bytes('255.255.255.255')), isBroadcast(bytes('10.0.0.255'))]).toEqual([true, false]);
  expect([endsIn255(bytes('10.0.0.255')), endsIn255(bytes('fd00::ff'))]).toEqual([true, false]);
  expect(['0.0.0.0', '::', '0::0'].every((text) => isUnspecified(bytes(text)))).toBe(true);
  expect(['127.9.9.9', '169.254.0.1', '::1', 'febf::1'].every((text) => isOfLinkOrHost(bytes(text)))).toBe(true);
});
