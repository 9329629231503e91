import { expect, it } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { withAddress } from './with-address.ts';
import { withPort } from './with-port.ts';

it('selects the flows with an address at one end, or without one', () => {
  expect(withAddress('id.orig_h', 'fe80::1')).toEqual(equals('id.orig_h', 'fe80::1'));
  expect(withAddress('id.resp_h', null)).toEqual(equals('id.resp_h', ''));
});

it('selects no flows by the address of a host in a context, which other hosts have too', () => {
  expect(withAddress('id.orig_h', '10.0.0.1 (vlan 12)')).toBeNull();
});

it('selects the flows to a port with its protocol, and none by a kind of ICMP', () => {
  expect(withPort('445/tcp')).toEqual({ op: 'all', of: [equals('id.resp_p', '445'), equals('proto', 'tcp')] });
  expect(['icmp query', '445', 'tcp', '', '-/tcp', '445/'].map(withPort)).toEqual(new Array(6).fill(null));
});
