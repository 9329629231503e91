import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeField } from '../schema/conn.ts';
import { meantFilter } from './meant-filter.ts';
import { parse } from './parse.ts';
import { isParseError } from './parse-error.ts';
import { keyOf } from './predicate.ts';

const fields = ['ts', 'uid', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'proto', 'conn_state', 'orig_bytes', 'resp_bytes'];
const schema = { fields: fields.map((name) => describeField(name, '')), firstDay: null };

describe('meantFilter', () => {
  it.each([
    ['state=S0', 'state:S0'],
    ['conn_state==S0', 'conn_state:S0'],
    ['src!=147.32.83.165', '-src:147.32.83.165'],
    ['orig_bytes > 1000000', 'orig_bytes:>1000000'],
    ['orig_bytes>=10k proto=udp', 'orig_bytes:>=10k proto:udp'],
    ['bytes:>10 MB', 'bytes:>10MB'],
    ['147.32.*', '147.32.0.0/16'],
    ['10.0.0', '10.0.0.0/24'],
    ['10.0.0.', '10.0.0.0/24'],
    ['CjhGID4nQcgTWjvg4c', 'uid:CjhGID4nQcgTWjvg4c'],
    ['invalid cert', null],
    ['"state=S0"', null],
    ['nothing=S0', null],
    ['1.5', null],
    ['300.1.*', null],
    ['Connecticut', null],
  ])('of %s is %s', (text, meant) => {
    expect(meantFilter(text, schema)).toBe(meant);
  });

  it('parses, and leaves filters in the language alone', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'state',
        'src',
        '=',
        '!=',
        '>',
        '<=',
        '10.0',
        '*',
        'port:443',
        'S0',
        '(',
        ')',
        '-',
        ':',
        ' ',
        'or',
      ),
      fc.string({ maxLength: 4 }),
    );
    const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        const meant = meantFilter(typed, schema);
        if (meant === null) return;
        const found = parse(meant, schema);
        expect(isParseError(found)).toBe(false);
        const before = parse(typed, schema);
        if (!isParseError(before) && !isParseError(found)) expect(keyOf(found)).not.toBe(keyOf(before));
      }),
    );
  });
});
