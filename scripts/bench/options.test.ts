import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const parse = (...args: string[]) => parseOptions(args, ['read', 'memory']);

describe('parseOptions', () => {
  it('measures three sizes five times by default, and the growth to the largest', () => {
    expect(parse()).toMatchObject({
      rows: [100_000, 1_000_000, 6_300_000],
      log: null,
      runs: 5,
      only: null,
      growth: true,
    });
  });

  it('sorts the sizes and takes each once', () => {
    expect(parse('--rows', '1_000,10,1000', '--runs', '2')).toMatchObject({ rows: [10, 1000], runs: 2, growth: false });
    expect(parse('--rows', '10', '--growth').growth).toBe(true);
  });

  it('makes no log when one is given', () => {
    expect(parse('--log', 'conn.log')).toMatchObject({ rows: [], log: 'conn.log', growth: false });
  });

  it('refuses what it cannot measure, in words', () => {
    expect(() => parse('--rows', '1e6')).toThrow('--rows takes whole numbers');
    expect(() => parse('--runs', '0')).toThrow('--runs takes whole numbers');
    expect(() => parse('--only', 'read,speed')).toThrow('--only takes read, memory, not speed');
    expect(() => parse('--row', '5')).toThrow('--row');
  });
});
