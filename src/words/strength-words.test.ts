import { expect, it } from 'vitest';
import { measuredStrength } from './measured-strength.ts';
import { strengthMeaning } from './strength-words.ts';

it('says the measured share of every strength that was seen, of the range that holds it', () => {
  const { ranges, logs } = measuredStrength;
  expect(logs).toBeGreaterThan(100);
  for (const { from, to, share, findings, low, high } of ranges) {
    expect(low).toBeLessThanOrEqual(share);
    expect(share).toBeLessThanOrEqual(high);
    for (const points of [from, to - 1]) {
      expect(strengthMeaning(points)).toContain(`${Math.round(100 * share)} % were the attack`);
      expect(strengthMeaning(points).replaceAll(',', '')).toContain(`Of ${findings} findings of strength ${from} to `);
    }
  }
  expect(strengthMeaning(100)).toBe(strengthMeaning(99));
});

it('says nothing of a strength that no finding of the evaluation had', () => {
  expect(strengthMeaning(-1)).toBe('');
});
