import { describe, expect, it } from 'vitest';
import { hasMultiples, timesTicks, timesWords, topTicks } from './score-words.ts';

describe('scores in words', () => {
  it('are multiples of the threshold with three digits', () => {
    const words = [2, 4.7, 30.06, 248, 40_000, 3e9].map((score) => timesWords(score, 2));
    expect(words).toEqual(['1.00 ×', '2.35 ×', '15.0 ×', '124 ×', '20,000 ×', '1.5e9 ×']);
  });

  it('have no multiples where ratios of scores are meaningless', () => {
    expect(hasMultiples({ scoreScale: 'linear' }, 2)).toBe(true);
    expect(hasMultiples({ scoreScale: 'log' }, 2)).toBe(false);
    for (const threshold of [0, -1, Number.NaN, Infinity]) {
      expect(hasMultiples({ scoreScale: 'linear' }, threshold)).toBe(false);
    }
  });

  it('have ticks at multiples within the axis', () => {
    expect(timesTicks(1.5, 210, 2)).toEqual([
      { at: 2, label: '1 ×' },
      { at: 6, label: '3 ×' },
      { at: 20, label: '10 ×' },
      { at: 60, label: '30 ×' },
      { at: 200, label: '100 ×' },
    ]);
  });

  it('have ticks at fractions of flows, one per score', () => {
    expect(topTicks([1, 2, 3, 3, 4]).map(({ at, label }) => [at, label])).toEqual([
      [1, 'top 50 %'],
      [2, 'top 25 %'],
      [3, 'top 3 %'],
      [4, 'top 1 %'],
    ]);
    expect(topTicks([1, Number.NaN]).map(({ label }) => label)).toEqual(['top 50 %']);
  });
});
