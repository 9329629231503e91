import { expect, it } from 'vitest';
import type { Progress } from '../control.ts';
import { within } from './detect.ts';

it('a step reports its share of the job, and rows that were read as they are', () => {
  const seen: Progress[] = [];
  const { report } = within({ signal: new AbortController().signal, report: (one) => seen.push(one) }, 0.5, 1);
  report({ phase: 'Reading', file: 'conn.log', done: 400, total: 1000, unit: 'bytes', rows: 3 });
  report({ phase: 'Scoring', file: '', done: 4, total: 10, unit: 'rows', rows: 4 });
  expect(seen).toMatchObject([
    { done: 700, total: 1000, rows: 3 },
    { done: 7, total: 10, rows: 7 },
  ]);
});
