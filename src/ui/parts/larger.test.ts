import { expect, it } from 'vitest';
import { explainLarger, explainPlan } from './larger.ts';

const plan = { rows: 123_456_789, needed: 12_345_678_901, available: 4_000_000_000 };

it('explains before reading why a log is read twice, in rounded numbers', () => {
  expect(explainPlan(plan as never)).toMatch(/about 120,000,000 flows need 12 GB, and 4 GB are available/);
});

it('explains afterwards which numbers are exact and which are of a sample', () => {
  const sentences = explainLarger({ plan, listed: 100_000, sampled: 65_536 } as never);
  expect(sentences.join(' ')).toMatch(/exact, of all flows.* 100,000 highest flows.* sample of 65,536 flows/);
});
