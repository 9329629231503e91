import { expect, it } from 'vitest';
import type { Finding } from '../../worker/api.ts';
import { strengthOf } from './finding-words.ts';

function strength(total: number, made: Finding['made']): string {
  return strengthOf({ strength: total, made, evidence: [{ label: 'Beacon' }] } as unknown as Finding);
}

it('explains a strength, and its terms add up', () => {
  expect(strength(3.3, { surprise: 6, score: 1.9 })).toBe(
    'Strength 3.3, as −log10 p: “Beacon” scored 6.0. After correcting for similar channels and for the number of flows, 1.9 remains. The number of flows in the finding adds 1.4.',
  );
  expect(strength(7.5, { surprise: 6, score: 6 })).toBe(
    'Strength 7.5, as −log10 p: Behaviour’s score is 6.0. The number of flows in the finding adds 1.5.',
  );
  expect(strength(4, { surprise: 4, score: 4 })).toBe('Strength 4.0, as −log10 p: Behaviour’s score is 4.0.');
  expect(strength(2.7, null)).toMatch(/^Strength 2.7, .* by volume, after correcting for similar host pairs\.$/);
});
