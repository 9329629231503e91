import { expect, it } from 'vitest';
import { growthOf } from './growth.ts';
import type { Sample } from './sample.ts';

const sample = (rows: number, part: string, run: number, figures: Sample['figures']): Sample => {
  return { build: 0, log: `${rows} rows`, rows, part, run, figures };
};

it('divides what ten times the rows took by what they took in the same run', () => {
  const samples = [
    sample(1000, 'read', 1, { total: 300 }),
    sample(1000, 'read', 2, { total: 200 }),
    sample(1000, 'memory', 1, { growth: 0 }),
    sample(5000, 'read', 1, { total: 900 }),
    sample(10_000, 'read', 1, { total: 1500 }),
    sample(10_000, 'read', 2, { total: 2400 }),
    sample(10_000, 'read', 3, { total: 2000 }),
    sample(10_000, 'memory', 1, { growth: 50 }),
    sample(100_000, 'memory', 1, { growth: 450 }),
  ];
  expect(growthOf(samples)).toEqual([
    sample(10_000, 'growth', 1, { time: 5 }),
    sample(10_000, 'growth', 2, { time: 12 }),
    sample(100_000, 'growth', 1, { memory: 9 }),
  ]);
});
