import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIpv4, parseAddress } from './address.ts';

/** Sixteen bytes of an address that `isIP` accepts, the slow way: `::` is replaced by the zeros it stands for. */
function expand(text: string): number[] {
  if (isIP(text) === 4) return [...new Array<number>(10).fill(0), 255, 255, ...text.split('.').map(Number)];
  const bare = text.split('%')[0];
  const dotted = /[^:]*\.[^:]*$/.exec(bare)?.[0];
  const [a, b, c, d] = (dotted ?? '').split('.').map(Number);
  const hex = (high: number, low: number) => (high * 256 + low).toString(16);
  const colons = dotted === undefined ? bare : bare.replace(dotted, `${hex(a, b)}:${hex(c, d)}`);
  const [before, after] = colons.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = new Array<string>(8 - before.length - (after?.length ?? 0)).fill('0');
  const groups = after === undefined ? before : [...before, ...zeros, ...after];
  return groups.flatMap((group) => [Number.parseInt(group, 16) >>> 8, Number.parseInt(group, 16) & 255]);
}

/** What `isIP` says of the address before a zone; a zone is any name without blanks, and IPv6 only. */
function isAddress(text: string): boolean {
  const percent = text.indexOf('%');
  if (percent < 0) return isIP(text) !== 0;
  return isIP(text.slice(0, percent)) === 6 && /^[^%\p{Cc} ]+$/u.test(text.slice(percent + 1));
}

const part = fc.oneof(fc.nat(255).map(String), fc.constantFrom('256', '00', '01', '999', ''));
const ipv4 = fc.array(part, { minLength: 3, maxLength: 5 }).map((parts) => parts.join('.'));
const group = fc.oneof(
  fc.nat(0xffff).map((value) => value.toString(16)),
  fc.constantFrom('0', '0000', 'FFFF', '12345', 'g', ''),
);
const ipv6 = fc
  .tuple(
    fc.array(group, { maxLength: 9 }),
    fc.array(group, { maxLength: 9 }),
    fc.constantFrom('::', ':', ':::'),
    fc.option(ipv4),
  )
  .map(
    ([before, after, gap, tail]) =>
      [...before].join(':') + gap + [...after, ...(tail === null ? [] : [tail])].join(':'),
  );
const zone = fc.constantFrom('', '', '', '%eth0', '%br-1_a.5', '%', '%a b', '%%', '%é');
/** Nearly all of these are addresses, in every way that they are written. */
const written = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4().map((text) => `::ffff:${text}`),
  fc.ipV4().map((text) => `64:FF9B::${text}`),
);
const noise = fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEFg:.%/ -'), maxLength: 24 });
const texts = fc.tuple(fc.oneof(written, ipv4, ipv6, noise), zone).map(([text, end]) => text + end);

describe('parseAddress', () => {
  it('reads any text that is an address as node:net does, and refuses any other', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = parseAddress(text);
        expect(found === null ? null : [...found]).toEqual(isAddress(text) ? expand(text) : null);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    '::',
    '::1',
    '1::',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '::ffff:10.0.0.1',
    '1:2:3:4:5:6:1.2.3.4',
    '::1.2.3.4',
    '2001:DB8::A',
    '0.0.0.0',
    '255.255.255.255',
  ])('%s is an address', (text) => {
    expect([...(parseAddress(text) ?? [])]).toEqual(expand(text));
  });

  it.each([
    '',
    '-',
    ':',
    ':::',
    '1:2:3:4:5:6:7:8:',
    '1::2::3',
    '1::2:3:4:5:6:7:8',
    '12345::',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1%eth0',
    '::10.0.0.1.',
    '10.0.0.1/24',
    'fe80::1%',
    ' 10.0.0.1',
    'printer',
    '1.2.3.4::',
  ])('%s is not an address', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('gives the same bytes for both forms of an IPv4 address, and for any zone', () => {
    expect(parseAddress('::FFFF:0a00:0001')).toEqual(parseAddress('10.0.0.1'));
    expect(parseAddress('fe80::1%eth0')).toEqual(parseAddress('fe80::1'));
    expect(isIpv4(parseAddress('::ffff:10.0.0.1') as Uint8Array)).toBe(true);
    expect(isIpv4(parseAddress('::10.0.0.1') as Uint8Array)).toBe(false);
  });
});
