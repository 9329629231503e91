import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addressOfHost, hostText } from './host-text.ts';

const text = fc.string({ unit: fc.constantFrom(...'1a.:%() ,28v'), minLength: 1, maxLength: 8 });
const host = fc.tuple(
  text,
  fc.uniqueArray(
    fc.tuple(
      text.map((name) => `id.ctx.${name}`),
      text,
    ),
    { maxLength: 3, selector: ([name]) => name },
  ),
);

it('names an address with its contexts, VLANs first', () => {
  expect(hostText('10.0.0.1', [])).toBe('10.0.0.1');
  expect(hostText('fe80::1%eth0', [['id.ctx.vlan', '12']])).toBe('fe80::1%eth0 (vlan 12)');
  const contexts = [
    ['id.ctx.tenant', 'a (b)'],
    ['id.ctx.inner_vlan', '7'],
    ['id.ctx.vlan', '12.0'],
  ] as const;
  expect(hostText('10.0.0.1', contexts)).toBe('10.0.0.1 (vlan 12, inner_vlan 7, tenant a %28b%29)');
});

it('names any two different hosts differently, whatever marks are in their parts', () => {
  const plain = ([address, contexts]: readonly [string, readonly (readonly [string, string])[]]) =>
    JSON.stringify([address, contexts.map(([name, value]) => [name, value.replace(/^(-?\d+)\.0+$/, '$1')]).toSorted()]);
  fc.assert(
    fc.property(host, host, (a, b) => {
      expect(hostText(...a) === hostText(...b)).toBe(plain(a) === plain(b));
    }),
    { numRuns: 2000 },
  );
});

it('gives the address of any host back', () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(host, ([, contexts]) => {
      const bytes = encoder.encode(hostText('fe80::1%eth0', contexts));
      expect(new TextDecoder().decode(addressOfHost(bytes))).toBe('fe80::1%eth0');
    }),
  );
});
