import { expect, it } from 'vitest';
import { explainLarger, explainPlan, megabytesFor } from './larger.ts';

const plan = { rows: 123_456_789, needed: 12_345_678_901, available: 4_000_000_000 };
const larger = { plan, listed: 100_000, sampled: 65_536, folded: 200_000 };

it('explains before reading why a log is read twice, in rounded numbers', () => {
  expect(explainPlan(plan)).toMatch(/about 120,000,000 flows need 12 GB, and 4 GB are available/);
});

it('explains afterwards which numbers are exact and which are of a sample', () => {
  const sentences = explainLarger(larger, 200_000);
  expect(sentences.join(' ')).toMatch(/exact, of all flows.* 100,000 highest flows.* sample of 65,536 flows/);
  expect(sentences.join(' ')).toMatch(/hosts and channels cover all flows/);
});

it('says when memory ended before the log', () => {
  expect(explainLarger(larger, 300_000).join(' ')).toMatch(/cover the first 200,000 flows/);
});

it('says nothing about hosts of a log without them', () => {
  expect(explainLarger({ ...larger, folded: null }, 200_000).join(' ')).not.toMatch(/hosts/);
});

it('gives the memory that a log needs, with some to spare', () => {
  expect(megabytesFor(plan)).toBeGreaterThan(12_346);
});
