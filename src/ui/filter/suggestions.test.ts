import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeField } from '../../core/schema/conn.ts';
import { typingAt } from '../../core/selection/complete.ts';
import { filterNames, namesIn } from '../../core/selection/filter-names.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError } from '../../core/selection/parse-error.ts';
import { leavesIn } from '../../core/selection/predicate.ts';
import { countedField, type Suggestion, suggestNames, suggestValues } from './suggestions.ts';

const fields = ['ts', 'id.orig_h', 'id.resp_p', 'service', 'orig_bytes', 'resp_bytes', 'detailed-label'];
const schema = { fields: fields.map((name) => describeField(name, '')), firstDay: null };
const counted = [
  { value: 'ssl', flows: 9, above: 0 },
  { value: '', flows: 5, above: 0 },
  { value: 'dns, old', flows: 1, above: 0 },
];

function typed(text: string) {
  const typing = typingAt(text, text.length, schema);
  if (typing === null) throw new Error('nothing is typed');
  return typing;
}
const shown = (all: readonly Suggestion[]) => all.map(({ text, detail }) => `${text} ${detail}`);
const made = (all: readonly Suggestion[]) => all.map(({ result }) => result.text);

describe('names', () => {
  it('that begin with the typed text come first, with their meaning', () => {
    const found = suggestNames('proto:tcp se', typed('proto:tcp se'), schema);
    expect(found.map(({ text }) => text).slice(0, 2)).toEqual(['sent:', 'service:']);
    expect(found[0].detail).toBe(filterNames().find(({ name }) => name === 'sent')?.meaning);
    expect(made(found)[1]).toBe('proto:tcp service:');
  });

  it('are only those that flows can have', () => {
    expect(suggestNames('tag', typed('tag'), schema)).toEqual([]);
    const tagged = { ...schema, fields: [...schema.fields, describeField('tag', '')] };
    expect(suggestNames('tag', typed('tag'), tagged).map(({ text }) => text)).toEqual(['tag:']);
  });

  it('are limited to the number that fits', () => {
    expect(suggestNames('', typed(''), schema)).toHaveLength(10);
  });
});

describe('values', () => {
  it('have their counts, and quotes where needed', () => {
    const found = suggestValues('service:', typed('service:'), schema, counted);
    expect(shown(found)).toEqual(['* any value: it is set', 'ssl 9 flows', 'unset 5 flows', 'dns, old 1 flow']);
    expect(made(found)).toEqual(['service:*', 'service:ssl', 'service:-', 'service:"dns, old"']);
  });

  it('of numbers follow the operators', () => {
    const found = suggestValues('bytes:', typed('bytes:'), schema, []);
    expect(made(found)).toEqual(['bytes:>', 'bytes:<', 'bytes:>=p99']);
    const ten = [{ value: '10', flows: 1, above: 0 }];
    expect(made(suggestValues('sent:1', typed('sent:1'), schema, ten))).toEqual(['sent:10']);
  });

  it('after a comparison are limits and no values of flows', () => {
    const madeFrom = (text: string) =>
      made(suggestValues(text, typed(text), schema, [{ value: '10', flows: 1, above: 0 }]));
    expect(madeFrom('sent:>')).toEqual(['sent:>p99', 'sent:>p90']);
    expect(madeFrom('sent:<=')).toEqual(['sent:<=p1', 'sent:<=p10']);
    expect(madeFrom('score:>=')).toEqual(['score:>=1×', 'score:>=p99', 'score:>=p90']);
    expect(madeFrom('score:>3')).toEqual(['score:>3×']);
    expect(['port:>', 'port:>1', 'sent:1..', 'time:>', 'rank:<', 'sent:>5'].map(madeFrom)).toEqual([
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it('after any beginning of any field parse, and select what they say', () => {
    const heads = ['', '-', '>', '>=', '<', '<=', 'a,', 'a,-', '5,', '1..', '>1..<', '"a', '>4', 'd'];
    const value = fc.oneof(
      fc.constantFrom('', 'dns', 'S0', '-x', 'a,b', '>5', '10.0.0.1', '443', '0.5', '*', 'p99', '1..2'),
      fc.string({ minLength: 1 }),
    );
    const number = fc.oneof(fc.constant(''), fc.nat(65_535).map(String));
    fc.assert(
      fc.property(
        fc.constantFrom(...namesIn(schema)),
        fc.constantFrom(...heads),
        value,
        number,
        (name, head, text, n) => {
          const start = `${name.name}:${head}`;
          const typing = typed(start);
          const isNumber = typing.values !== 'text' && typing.values !== 'address';
          const [cell] = [isNumber ? n : typing.values === 'address' && text !== '' ? '10.0.0.9' : text];
          for (const one of suggestValues(start, typing, schema, [{ value: cell, flows: 1, above: 0 }])) {
            if (one.isOpen) continue;
            const found = parse(one.result.text, schema);
            // What was typed before the suggestion may be wrong by itself, such as `5,` for an address.
            if (isParseError(found)) {
              expect(found.at).toBeLessThan(typing.at);
              continue;
            }
            const isOfFlow = one.detail.includes('1 flow');
            const leaves = leavesIn(found);
            if (isOfFlow) expect(leaves.flatMap((leaf) => (leaf.op === 'in' ? leaf.values : []))).toContain(cell);
            else if (typing.sign !== '') expect(leaves.map(({ op }) => op)).toEqual(['range']);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of either end say which end was counted', () => {
    const found = suggestValues('host:1', typed('host:1'), schema, [{ value: '10.0.0.1', flows: 2, above: 0 }]);
    expect(shown(found)).toEqual(['10.0.0.1 2 flows as source']);
  });

  it('of rank are places from the top, and times have no percentiles', () => {
    expect(made(suggestValues('rank:', typed('rank:'), schema, []))).toEqual(['rank:<=100', 'rank:>', 'rank:<']);
    expect(made(suggestValues('time:', typed('time:'), schema, []))).toEqual(['time:>', 'time:<', 'time:*']);
  });

  it('of noise are the presets', () => {
    expect(made(suggestValues('noise:d', typed('noise:d'), schema, []))[0]).toBe('noise:dhcp');
  });

  it('make filters', () => {
    for (const start of ['service:', 'sent:', 'noise:', 'time:']) {
      for (const { result, isOpen } of suggestValues(
        start,
        typed(start),
        schema,
        start === 'service:' ? counted : [],
      )) {
        if (!isOpen) expect(isParseError(parse(result.text, schema))).toBe(false);
      }
    }
  });

  it('are counted in the column that a name refers to', () => {
    expect(
      ['service:x', 'host:1', 'label:x', 'score:1', 'src:1', 'noise:d', 'serv', 'file:x'].map((text) =>
        countedField(typed(text), schema),
      ),
    ).toEqual(['service', 'id.orig_h', 'detailed-label', null, 'id.orig_h', null, null, 'file']);
  });
});
