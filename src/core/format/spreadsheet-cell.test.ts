import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadsheetQuotes } from './spreadsheet-cell.ts';

const encoder = new TextEncoder();
const quotes = (text: string, field: string) => {
  const bytes = encoder.encode(text);
  return spreadsheetQuotes(bytes, 0, bytes.length, { field, reading: 'text', rank: 0 });
};

describe('spreadsheetQuotes of a field of words', () => {
  it('takes an apostrophe off a value of the field', () => {
    expect(quotes("'tcp", 'proto')).toEqual([1, 0]);
    expect(quotes("'RSTOS0", 'conn_state')).toEqual([1, 0]);
    expect(quotes("'ShADad", 'history')).toEqual([1, 0]);
    expect(quotes("'tcp", 'conn_state')).toBeNull();
  });

  it('keeps the apostrophe in a column of any other name, one that every object has included', () => {
    const inherited = fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf');
    const other = fc.string().filter((name) => !/^(proto|conn_state|history|id\.\w+_h)$/.test(name));
    fc.assert(
      fc.property(fc.oneof(inherited, other), (field) => {
        expect(quotes("'SF", field)).toBeNull();
      }),
    );
  });
});
