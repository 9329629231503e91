import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeField } from '../schema/conn.ts';
import { complete, typingAt } from './complete.ts';
import { type FilterSchema, namesIn } from './filter-names.ts';
import { parse } from './parse.ts';
import { isParseError } from './parse-error.ts';
import { equals } from './predicate.ts';
import { print } from './print.ts';

const fields = ['ts', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'conn_state', 'a b', 'src', 'note'];
const schema: FilterSchema = { fields: fields.map((name) => describeField(name, '')), firstDay: 0 };

/** The term at `|`, and the text range that a suggestion replaces. */
function typed(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = typingAt(text, caret, schema);
  return found && { kind: found.kind, prefix: found.prefix, field: found.field, part: text.slice(found.at, found.end) };
}

describe('typingAt', () => {
  it.each([
    ['|', { kind: 'name', prefix: '', field: null, part: '' }],
    ['se|', { kind: 'name', prefix: 'se', field: null, part: 'se' }],
    ['port:1 (-se|rv:x', { kind: 'name', prefix: 'se', field: null, part: 'serv:' }],
    ['state:|', { kind: 'value', prefix: '', field: 'conn_state', part: '' }],
    ['state:S|F port:1', { kind: 'value', prefix: 'S', field: 'conn_state', part: 'SF' }],
    ['state:SF,-R|', { kind: 'value', prefix: 'R', field: 'conn_state', part: 'R' }],
    ['state:SF, R|EJ', { kind: 'value', prefix: 'R', field: 'conn_state', part: 'REJ' }],
    ['port:>4|', { kind: 'value', prefix: '4', field: 'id.resp_p', part: '4' }],
    ['port:1..4|', { kind: 'value', prefix: '4', field: 'id.resp_p', part: '4' }],
    ['"a b":"x, y|z" port:1', { kind: 'value', prefix: 'x, y', field: 'a b', part: '"x, yz"' }],
    ['service:"a (b|', { kind: 'value', prefix: 'a (b', field: 'service', part: '"a (b' }],
    ['service:a..d|', { kind: 'value', prefix: 'a..d', field: 'service', part: 'a..d' }],
    ['service:>d|', { kind: 'value', prefix: '>d', field: 'service', part: '>d' }],
    ['port:-4|', { kind: 'value', prefix: '4', field: 'id.resp_p', part: '4' }],
    ['nope:x|', { kind: 'value', prefix: 'x', field: null, part: 'x' }],
    ['"some te|xt"', null],
  ])('%s', (marked, expected) => {
    expect(typed(marked)).toEqual(expected);
  });
});

describe('complete', () => {
  it('gives a filter that parses, for any chosen value', () => {
    fc.assert(
      fc.property(fc.constantFrom('service', 'note', '"a b"'), fc.string({ minLength: 1 }), (name, value) => {
        const start = `proto:tcp ${name}:`;
        const typing = typingAt(start, start.length, schema);
        if (typing === null) throw new Error('nothing is typed');
        const { text, caret } = complete(start, typing, value);
        expect(caret).toBe(text.length);
        const field = name.replaceAll('"', '');
        expect(parse(text, schema)).toEqual({ op: 'all', of: [equals('proto', 'tcp'), equals(field, value)] });
      }),
    );
  });

  it('gives a name that the parser accepts, for every name of the log', () => {
    for (const { name, field } of namesIn(schema)) {
      if (field === 'noise') continue;
      const { text } = complete(
        'x',
        { kind: 'name', prefix: 'x', at: 0, end: 1, field: null, values: null, sign: '' },
        name,
      );
      const found = parse(`${text}*`, schema);
      expect(isParseError(found) ? found : print(found)).toMatch(/:\*$/);
      expect(found).toEqual({ op: 'not', of: equals(field, '') });
    }
    expect(namesIn(schema).find(({ name }) => name === '"src"')).toMatchObject({ field: 'src' });
  });
});
