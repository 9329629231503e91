import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const parse = (...args: string[]) => parseOptions(args);

describe('parseOptions', () => {
  it('measures page, command and DuckDB on two sizes by default', () => {
    expect(parse()).toMatchObject({
      flows: [1_000_000, 6_300_000],
      parts: ['page', 'command', 'duckdb'],
      rounds: 3,
      results: null,
      isTablesOnly: false,
    });
  });

  it('takes sizes in millions, sorted and each once', () => {
    expect(parse('--sizes', '50, 0.5,6.3,50').flows).toEqual([500_000, 6_300_000, 50_000_000]);
  });

  it('takes the parts in their given order', () => {
    expect(parse('--only', 'sql,page', '--sizes', '5,10').parts).toEqual(['sql', 'page']);
  });

  it('refuses in words', () => {
    expect(() => parse('--sizes', 'many')).toThrow('--sizes takes millions of flows');
    expect(() => parse('--sizes', '1,0')).toThrow('not “0”');
    expect(() => parse('--only', 'page,postgres')).toThrow('not “postgres”');
    expect(() => parse('--rounds', '0')).toThrow('--rounds takes a whole number');
    expect(() => parse('--only', 'sql', '--sizes', '50,51')).toThrow('--sizes 51 is no multiple');
    expect(() => parse('--tables')).toThrow('--tables needs --results');
  });
});
