import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeField } from '../schema/conn.ts';
import { asLink, suppressionsAsText, suppressionsFromText, suppressionsOfLink } from './clause-text.ts';
import { type Clause, clauseOf, resolve } from './clauses.ts';
import type { FilterSchema } from './filter-names.ts';
import { parse } from './parse.ts';
import { equals, keyOf, type Predicate } from './predicate.ts';

const fields = ['ts', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'service', 'orig_l2_addr', 'odd #'];
const schema: FilterSchema = { fields: fields.map((name) => describeField(name, '')), firstDay: null };

const words = fc.oneof(fc.constantFrom('dns', '#', 'a # b', '"#', '\n', '\r\n', '\\', '#off x', ''), fc.string());
const predicate: fc.Arbitrary<Predicate> = fc.oneof(
  fc.tuple(fc.constantFrom('service', 'odd #'), words).map(([field, value]) => equals(field, value)),
  fc
    .tuple(words, words)
    .map(([a, b]): Predicate => ({ op: 'any', of: [equals('service', a), { op: 'text', text: b }] })),
  fc.constant<Predicate>({ op: 'all', of: [] }),
  fc.constant<Predicate>({ op: 'cidr', field: 'id.orig_h', prefix: '10.0.0.0/8' }),
);
const reason = fc.string({ minLength: 1 }).map((text) => text.replace(/\s+/g, ' ').trim());
const clause = fc
  .tuple(predicate, fc.boolean(), fc.option(reason))
  .map(([of, isOn, why]) => clauseOf('suppress', of, '', { isOn, ...(why !== null && why !== '' && { reason: why }) }));

describe('suppressions as text', () => {
  it('are the same after writing and reading, for any values and reasons', () => {
    const isSame = (clause: Clause) => clause.id;
    fc.assert(
      fc.property(fc.uniqueArray(clause, { maxLength: 6, selector: isSame }), (clauses) => {
        const found = suppressionsFromText(suppressionsAsText(clauses), schema);
        expect(found.errors).toEqual([]);
        const plain = (one: Clause) => [keyOf(one.predicate), one.isOn, one.reason, one.id];
        expect(found.clauses.map(plain)).toEqual(clauses.map(plain));
      }),
      { numRuns: 500 },
    );
  });

  it('report the wrong line and keep the others', () => {
    const text = '# ours\r\nsrc:10.0.0.5 port:53 # our resolver\n\n  \n#off service:ntp\nprot:x # no\n#off port:y\n';
    const { clauses, errors } = suppressionsFromText(text, schema);
    expect(clauses.map(({ label, isOn, reason }) => [label, isOn, reason])).toEqual([
      ['src:10.0.0.5 port:53', true, 'our resolver'],
      ['service:ntp', false, undefined],
    ]);
    expect(errors).toMatchObject([
      { line: 6, error: { code: 'unknown-field', at: 0, end: 4 } },
      { line: 7, error: { code: 'wrong-value', at: 10, end: 11 } },
    ]);
    expect(suppressionsAsText(clauses)).toBe('src:10.0.0.5 port:53 # our resolver\n#off service:ntp\n');
  });
});

describe('asLink', () => {
  const address: readonly Predicate[] = [
    equals('id.orig_h', '10.0.0.1'),
    equals('id.orig_h', 'laptop'),
    equals('host', 'fe80::1'),
    { op: 'not', of: { op: 'cidr', field: 'id.resp_h', prefix: '10.0.0.0/8' } },
    equals('id.orig_h+ctx', '10.0.0.1 (vlan 5)'),
    equals('orig_l2_addr', '00:50:56:aa:bb:cc'),
    equals('file', 'host-10.0.0.1/conn.log'),
    { op: 'text', text: '192.168' },
    { op: 'any', of: [equals('service', 'dns'), { op: 'text', text: 'fe80:' }] },
  ];
  it.each(address)('leaves out %j unless addresses are included', (of) => {
    const clauses = [clauseOf('click', of, ''), clauseOf('click', equals('service', 'dns'), '')];
    expect(asLink(clauses)).toEqual({ filter: 'service:dns', suppressions: '', leftOut: 1 });
    expect(asLink(clauses, true)).toMatchObject({ leftOut: 0 });
    expect(asLink(clauses, true).filter).not.toBe('service:dns');
  });

  it('selects the flows that the clauses select', () => {
    const clauses = [
      clauseOf('noise', { op: 'preset', id: 'ntp' }, ''),
      clauseOf('box', { op: 'any', of: [equals('id.resp_p', '53'), equals('service', 'ssl')] }, ''),
      clauseOf('click', equals('service', 'off'), '', { isOn: false }),
    ];
    const { filter } = asLink(clauses);
    expect(filter).toBe('-noise:ntp (port:53 or service:ssl)');
    expect(keyOf(parse(filter, schema) as Predicate)).toBe(keyOf({ op: 'all', of: resolve(clauses, 1) }));
  });

  const dns = equals('service', 'dns');
  it.each([
    ['our resolver', 'service:dns # our resolver\n', 0],
    ['scanner at 10.0.0.5', 'service:dns\n', 1],
    ['00:50:56:aa:bb:cc', 'service:dns\n', 1],
  ])('has suppressions with their reason, unless that contains an address: %s', (reason, suppressions, leftOut) => {
    const clauses = [clauseOf('suppress', dns, 'dns', { reason })];
    expect(asLink(clauses)).toEqual({ filter: '', suppressions, leftOut });
    expect(asLink(clauses, true)).toEqual({ filter: '', suppressions: `service:dns # ${reason}\n`, leftOut: 0 });
  });

  it('restores suppressions, and says of one without a reason that it is from a link', () => {
    const [open, secret] = ['# our resolver', '# 10.0.0.5'].map((why) =>
      suppressionsOfLink(`service:dns ${why}`, schema),
    );
    expect(open).toMatchObject([{ source: 'suppress', reason: 'our resolver' }]);
    expect(secret).toMatchObject([{ reason: '10.0.0.5' }]);
    expect(suppressionsOfLink('service:dns', schema)).toMatchObject([{ reason: 'From a link' }]);
    expect(suppressionsOfLink('service:dns\nprot:x', schema)).toMatchObject({ line: 2 });
  });
});
