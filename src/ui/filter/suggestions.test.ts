import { describe, expect, it } from 'vitest';
import { describeField } from '../../core/schema/conn.ts';
import { typingAt } from '../../core/selection/complete.ts';
import { filterNames } from '../../core/selection/filter-names.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError } from '../../core/selection/parse-error.ts';
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
    expect(made(suggestValues('sent:>1', typed('sent:>1'), schema, [{ value: '10', flows: 1, above: 0 }]))).toEqual([
      'sent:>10',
    ]);
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
