import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeField } from '../schema/conn.ts';
import { noisePresets } from '../schema/noise.ts';
import type { FilterSchema } from './filter-names.ts';
import { normalise } from './normalise.ts';
import { parse } from './parse.ts';
import { isParseError, type ParseError } from './parse-error.ts';
import { equals, keyOf, type Limit, type Predicate } from './predicate.ts';
import { print } from './print.ts';

const zeek = [
  'ts',
  'uid',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'service',
  'duration',
  'orig_bytes',
];
const more = ['resp_bytes', 'conn_state', 'history', 'orig_pkts', 'id.ctx.vlan', 'detailed-label'];
/** Column names that a filter could read as something else. */
const texts = ['and', 'src', 'noise', 'my-note', 'a b', '"', 'é', 'a:b', 'a', '10.0.0.1', '-x', '\\', 'x\ny', ''];
const strange = [
  ...texts.map((name) => describeField(name, 'string')),
  describeField('weird.count', 'count'),
  describeField('other_addr', 'addr'),
  describeField('seen at', 'time'),
];
const schema: FilterSchema = {
  fields: [...[...zeek, ...more].map((name) => describeField(name, '')), ...strange],
  firstDay: Date.UTC(2026, 2, 3) / 1000,
};

function parsed(text: string): Predicate {
  const found = parse(text, schema);
  if (isParseError(found)) throw new Error(`${text}: ${JSON.stringify(found)}`);
  return found;
}

const hostile = [
  '',
  '-',
  '--',
  '*',
  'or',
  'and',
  'not',
  'a,b',
  'a b',
  '"',
  '\\',
  '\\"',
  '(x)',
  '1..2',
  '>5',
  'p99',
  '#x',
  ' ',
  'é',
  '\n',
];
const words = fc.oneof(
  fc.constantFrom('dns', 'SF', ...hostile, '10.0.0.0/8', '2026-03-03', '1h', 'x:y', '\ud800', 'udp # no reason'),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const addresses = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('fe80::1%eth0', '', '-', 'host', '10.0.0', '10.0.0.0/8'),
);
const numbers = fc.oneof(
  fc.constantFrom(0, 443, 1e6, 1.5e6, 1024, 3 * 2 ** 30, 86_400, 5400, 0.5, 0.003, 1e-6, -5, 0.1 + 0.2, 1e300, 5e-324),
  fc.constantFrom(1772496000, 1772582400, 1772503200.123456, 1772503260, -86_400, Infinity, -Infinity),
  fc.double({ noNaN: true }),
  fc.nat(),
);
const percentiles = fc.constantFrom<Limit>('p0', 'p50', 'p99', 'p99.9', 'p100');
const multiples = fc
  .oneof(numbers, fc.constantFrom(1, 3, 124, 0.01))
  .filter(Number.isFinite)
  .map((times): Limit => `${times}×`);
/** Limits that a filter can state for a field. */
function limitsOf(field: string): fc.Arbitrary<Limit> {
  const possible = field.endsWith('_p')
    ? fc.oneof(fc.double({ min: 0, max: 65_535, noNaN: true }), fc.constantFrom(Infinity, -Infinity, 443))
    : numbers;
  const plain = fc.oneof({ weight: 4, arbitrary: possible }, percentiles);
  return field === 'score' ? fc.oneof(plain, multiples) : plain;
}
const labelFields = ['proto', 'service', 'conn_state', 'history', 'uid', 'file', 'label', 'finding', ...texts];
const addressFields = ['id.orig_h', 'id.resp_h', 'host', 'id.orig_h+ctx', 'other_addr'];
const numberFields = [
  'ts',
  'id.resp_p',
  'id.orig_p',
  'duration',
  'orig_bytes',
  'orig_pkts',
  'bytes',
  'packets',
  'score',
  'rank',
];
const wholeFields = [...numberFields, 'weird.count', 'seen at'];
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });

const leaf: fc.Arbitrary<Predicate> = fc.oneof(
  fc.record({ op: fc.constant('in' as const), field: fc.constantFrom(...labelFields), values: some(words) }),
  fc.record({ op: fc.constant('in' as const), field: fc.constantFrom(...addressFields), values: some(addresses) }),
  fc.record({
    op: fc.constant('in' as const),
    field: fc.constantFrom(...wholeFields),
    values: some(fc.oneof(numbers.map(String), fc.constantFrom('', '007', '1e3', '-0.5'))),
  }),
  fc
    .constantFrom(...wholeFields)
    .chain((field) => fc.tuple(fc.constant(field), limitsOf(field), limitsOf(field), fc.boolean(), fc.boolean()))
    .map(
      ([field, from, to, isFromOpen, isToOpen]): Predicate => ({
        ...{ op: 'range', field, from, to },
        ...(isFromOpen && { isFromOpen }),
        ...(isToOpen && { isToOpen }),
      }),
    ),
  fc
    .tuple(
      fc.constantFrom(...addressFields),
      fc.oneof(fc.tuple(fc.ipV4(), fc.nat(32)), fc.tuple(fc.ipV6(), fc.nat(128))),
    )
    .map(([field, [address, bits]]): Predicate => ({ op: 'cidr', field, prefix: `${address}/${bits}` })),
  words.map((text): Predicate => ({ op: 'text', text })),
  fc.constantFrom(...noisePresets).map(({ id }): Predicate => ({ op: 'preset', id })),
);
const predicate = fc.letrec<{ any: Predicate }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }).map((of): Predicate => ({ op: 'all', of })),
    fc.array(tie('any'), { maxLength: 3 }).map((of): Predicate => ({ op: 'any', of })),
    tie('any').map((of): Predicate => ({ op: 'not', of })),
  ),
})).any;

describe('a filter', () => {
  it('keeps its key when it is printed and parsed, for any predicate', () => {
    fc.assert(
      fc.property(predicate, (of) => {
        const text = print(of);
        const again = parsed(text);
        expect(keyOf(again)).toBe(keyOf(of));
        expect(again).toEqual(normalise(again));
        expect(print(again)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps any interval of round times, also one that ends with the day on which it starts', () => {
    const hours = fc.nat(96).map((hour) => Date.UTC(2026, 2, 3, hour) / 1000);
    fc.assert(
      fc.property(hours, hours, fc.boolean(), fc.boolean(), (from, to, isFromOpen, isToOpen) => {
        const open = { ...(isFromOpen && { isFromOpen }), ...(isToOpen && { isToOpen }) };
        const of: Predicate = { op: 'range', field: 'ts', from, to, ...open };
        expect(keyOf(parsed(print(of)))).toBe(keyOf(of));
      }),
      { numRuns: 1000 },
    );
  });

  it('is a predicate or an error with a position, for any text', () => {
    const piece = fc.constantFrom(
      ...[
        'src:',
        'port',
        ':',
        '>',
        '>=',
        '..',
        'p99',
        '"',
        '\\',
        '(',
        ')',
        ' ',
        '-',
        ',',
        'and',
        'or',
        'not',
        '10.0.0.0/8',
      ],
      ...['time:', '14:00', '2026-03-03', 'duration:', '1h30m', 'noise:', 'bytes:', '*', 'é', '443', '::', 'a b:'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const found = parse(text, schema);
        if (!isParseError(found)) {
          expect(keyOf(parsed(print(found)))).toBe(keyOf(found));
          return;
        }
        expect(found.at).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeGreaterThanOrEqual(found.at);
        expect(found.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('with deep nesting is refused without a crash', () => {
    for (const text of ['('.repeat(1e5), `${'-'.repeat(1e5)}x`, 'not '.repeat(1e5)]) {
      expect(parse(text, schema)).toMatchObject({ code: 'too-deep' });
    }
  });

  it.each<[string, string]>([
    ['', ''],
    ['src:10.0.0.0/8 port:>1024', 'src:10.0.0.0/8 port:>1024'],
    ['id.orig_h:10.1.2.3/8 AND dport:443', 'src:10.0.0.0/8 port:443'],
    ['state:S0,REJ score:>=p99', 'state:S0,REJ score:>=p99'],
    ['service:-dns', '-service:dns'],
    ['service:-', 'service:-'],
    ['-service:-', 'service:*'],
    ['port:1..1024,-22', 'port:1..1024 -port:22'],
    ['duration:>1h bytes:>10MB', 'duration:>1h bytes:>10MB'],
    ['duration:<5400', 'duration:<1h30m'],
    ['duration:500ms..1.5s', 'duration:500ms..1.5'],
    ['sent:1..1000000', 'sent:1..1MB'],
    ['orig_bytes:>=2048', 'sent:>=2KiB'],
    ['packets:>2k', 'packets:>2k'],
    ['10.0.0.5', 'host:10.0.0.5'],
    ['2001:db8::/32 or fe80::1', 'host:2001:db8::/32,fe80::1'],
    ['dns "two words"', '"dns" "two words"'],
    ['a:1 or a:2 or proto:tcp', 'a:1,2 or proto:tcp'],
    ['not (proto:tcp or port:53) proto:udp', 'not (proto:tcp or port:53) proto:udp'],
    ['proto:tcp Or proto:udp port:53', 'proto:tcp or (proto:udp port:53)'],
    ['src:10.0.0.1,192.0.2.0/24', 'src:10.0.0.1,192.0.2.0/24'],
    ['time:2026-03-03', 'time:2026-03-03'],
    ['ts:>2026-03-03', 'time:>=2026-03-04'],
    ['time:2026-03-03..2026-03-05', 'time:2026-03-03..2026-03-05'],
    ['time:2026-03-03T14:00Z..2026-03-03', 'time:2026-03-03T14:00Z..2026-03-03'],
    ['time:14:00..14:30', 'time:2026-03-03T14:00Z..2026-03-03T14:30Z'],
    ['time:>=2026-03-03T14:00:05.5+02:00', 'time:>=2026-03-03T12:00:05.5Z'],
    ['noise:multicast,ntp', 'noise:multicast or noise:ntp'],
    ['"src":x', '"src":x'],
    ['()', ''],
    ['not ()', 'not ()'],

    ['state:S0, REJ', 'state:S0,REJ'],
    ['score:>3x', 'score:>3×'],
    ['score:>=1X', 'score:>=1×'],
    ['score:>=124 ×', 'score:>=124×'],
    ['score:0.5x..3× port:443', 'score:0.5×..3× port:443'],
    ['score:>3', 'score:>3'],
    ['score:1x..p99', 'score:1×..p99'],
  ])('%s is %s', (text, printed) => {
    expect(print(parsed(text))).toBe(printed);
  });

  it('parses to the expected predicate', () => {
    const said: readonly (readonly [string, Predicate])[] = [
      ['port:>1024', { op: 'range', field: 'id.resp_p', from: 1024, to: Infinity, isFromOpen: true }],
      ['port:443', equals('id.resp_p', '443')],
      ['duration:1h30m', equals('duration', '5400')],
      ['label:x', equals('label', 'x')],
      ['service:"a, \\"b\\" \\\\"', equals('service', 'a, "b" \\')],
      ['time:2026-03-03', { op: 'range', field: 'ts', from: 1772496000, to: 1772582400, isToOpen: true }],
      ['score:>p99.9', { op: 'range', field: 'score', from: 'p99.9', to: Infinity, isFromOpen: true }],
      ['a:b::', equals('a', 'b::')],
      ['src:FE80::1', equals('id.orig_h', 'FE80::1')],
    ];
    for (const [text, of] of said) expect(parsed(text)).toEqual(of);
  });

  it.each<[string, ParseError['code'], string]>([
    ['proto:tcp prot:x', 'unknown-field', 'prot'],
    ['sevice:dns', 'unknown-field', 'sevice'],
    ['received:>1 missed_bytes:1', 'unknown-field', 'missed_bytes'],
    ['port:abc', 'wrong-value', 'abc'],
    ['port:10MB', 'wrong-value', '10MB'],
    ['port:99999', 'wrong-value', '99999'],
    ['port:80,65536', 'wrong-value', '65536'],
    ['port:1.5', 'wrong-value', '1.5'],
    ['sport:>=70000', 'wrong-value', '>=70000'],
    ['src:10.0.0.300', 'wrong-value', '10.0.0.300'],
    ['10.0.0.300', 'wrong-address', '10.0.0.300'],
    ['port:53 fe80:::1', 'wrong-address', 'fe80:::1'],
    ['-10.0.0.256', 'wrong-address', '10.0.0.256'],
    ['10.0.0.0/33', 'wrong-block', '10.0.0.0/33'],
    ['10.0.0.300/8', 'wrong-block', '10.0.0.300/8'],
    ['score:3x', 'bare-multiple', '3x'],
    ['score:>1,234 ×', 'bare-multiple', '234 ×'],
    ['score:>xx', 'wrong-value', '>xx'],
    ['bytes:>3x', 'wrong-value', '>3x'],
    ['duration:>x', 'wrong-value', '>x'],
    ['src:10.0.0.0/40', 'wrong-block', '10.0.0.0/40'],
    ['src:10.0.0', 'wrong-value', '10.0.0'],
    ['time:2026-02-30', 'wrong-value', '2026-02-30'],
    ['score:>p101', 'wrong-percentile', '>p101'],
    ['score:p99', 'bare-percentile', 'p99'],
    ['port:<1..5', 'wrong-range', '<1..5'],
    ['time:2026-03-04..2026-03-03', 'reversed-range', '2026-03-04..2026-03-03'],
    ['time:2026-03-03T14:00Z..<2026-03-03', 'reversed-range', '2026-03-03T14:00Z..<2026-03-03'],
    ['port:5..1', 'reversed-range', '5..1'],
    ['service:>dns', 'not-comparable', '>dns'],
    ['noise:loud', 'unknown-preset', 'loud'],
    ['service:', 'missing-value', ''],
    ['service:dns,', 'missing-value', ''],
    ['proto:tcp and', 'missing-term', ''],
    ['or proto:tcp', 'missing-term', 'or'],
    ['not', 'missing-term', 'not'],
    ['"open', 'open-quote', '"open'],
    ['(proto:tcp', 'open-group', '('],
    ['proto:tcp)', 'stray-group', ')'],
  ])('%s is wrong: %s at “%s”', (text, code, place) => {
    const found = parse(text, schema);
    expect(found).toMatchObject({ code });
    if (isParseError(found)) expect(text.slice(found.at, found.end)).toBe(place);
  });

  it('suggests the nearest name, and reports fields that this log lacks', () => {
    expect(parse('sevice:dns', schema)).toMatchObject({ detail: { guess: 'service' } });
    expect(parse('prto:dns', schema)).toMatchObject({ detail: { guess: 'proto' } });
    const bare: FilterSchema = { fields: [describeField('ts', '')], firstDay: null };
    for (const name of ['src', 'host', 'bytes', 'label']) {
      expect(parse(`${name}:1`, bare)).toMatchObject({ code: 'absent-field', at: 0, end: name.length });
    }
    expect(parse('time:14:00', bare)).toMatchObject({ code: 'wrong-value' });
  });

  it('of the documents parses, and the two that must not are errors', async () => {
    const text = await readFile('docs/filters.md', 'utf8');
    const rows = text.split('## Terms')[0].match(/^\| `.*?\|/gm) ?? [];
    const filters = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, filter]) => filter));
    expect(filters.length).toBeGreaterThan(8);
    const log: FilterSchema = { ...schema, fields: schema.fields.filter(({ name }) => !texts.includes(name)) };
    for (const filter of filters) expect(isParseError(parse(filter, log)), filter).toBe(false);
    expect(text).toContain('port 70000, or the address 10.0.0.300');
    for (const filter of ['port:70000', 'src:10.0.0.300']) expect(isParseError(parse(filter, log))).toBe(true);
  });

  it('prefers a column of the log to a name of Oddflow', () => {
    const own: FilterSchema = { ...schema, fields: [...schema.fields, describeField('bytes', 'string')] };
    expect(parse('bytes:10MB', own)).toEqual(equals('bytes', '10MB'));
  });
});
