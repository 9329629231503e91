import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Interner } from '../table/interner.ts';
import { labelOrder } from './label-order.ts';

const encoder = new TextEncoder();

function inOrder(labels: readonly string[], isAddress: boolean): string[] {
  const interner = new Interner();
  for (const label of labels) {
    const bytes = encoder.encode(label);
    interner.intern(bytes, 0, bytes.length);
  }
  const places = labelOrder(interner, isAddress);
  const codes = Array.from({ length: interner.size }, (_, i) => i + 1).sort((a, b) => places[a] - places[b]);
  return codes.map((code) => new TextDecoder().decode(interner.bytes(code)));
}

describe('labelOrder', () => {
  it('puts addresses in numeric order, IPv4 before IPv6, other text last', () => {
    const sorted = [
      '1.2.3.4',
      '::ffff:1.2.3.4',
      '9.255.255.255',
      '10.0.0.1',
      '10.0.0.1 (vlan 9)',
      '10.0.0.1 (vlan 12)',
      '10.0.0.1 (vlan 12, inner_vlan 3)',
      '10.0.0.2',
      '10.0.0.10',
      '192.168.1.1',
      '::1',
      '2001:db8::1',
      '2001:db8::1:0',
      'fe80::1',
      'fe80::1%eth0',
      'fe80:0:0:1::',
      'host-a',
    ];
    expect(inOrder(sorted.toReversed(), true)).toEqual(sorted);
  });

  it('puts any labels in byte order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[ -~]{0,10}$/), { maxLength: 60 }), (labels) => {
        expect(inOrder(labels, false)).toEqual(labels.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
    );
  });
});
