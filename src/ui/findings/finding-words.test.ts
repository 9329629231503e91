import { expect, it } from 'vitest';
import type { Finding } from '../../worker/api.ts';
import { strengthOf } from './finding-words.ts';

function strength(total: number, made: Finding['made']): string {
  return strengthOf({ strength: total, made, evidence: [{ label: 'Beacon' }] } as unknown as Finding);
}

it('says what a strength is made of, and its parts add up', () => {
  expect(strength(3.3, { surprise: 6, score: 1.9 })).toBe(
    'Strength 3.3, in decades of surprise: 6.0 of “Beacon”, of which 1.9 are left in Behaviour’s score, after others here that are alike and the price of many flows; and 1.4 for the number of its flows.',
  );
  expect(strength(7.5, { surprise: 6, score: 6 })).toBe(
    'Strength 7.5, in decades of surprise: Behaviour’s score of 6.0; and 1.5 for the number of its flows.',
  );
  expect(strength(4, { surprise: 4, score: 4 })).toBe(
    'Strength 4.0, in decades of surprise: Behaviour’s score of 4.0.',
  );
  expect(strength(2.7, null)).toMatch(/^Strength 2.7, .* by volume, weighed as in Combined\.$/);
});
