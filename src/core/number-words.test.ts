import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, formatCount, formatShare } from './number-words.ts';

describe('a share in words', () => {
  it('is a number, a blank and a percent sign, and never more than the share, for any counts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, part) => {
          const share = Math.floor(part * total) / total;
          const text = formatShare(share);
          expect(text).toMatch(/^\d{1,3}(\.\d{1,9})? %$/);
          const shown = Number.parseFloat(text) / 100;
          expect(shown).toBeLessThanOrEqual(share + 1e-11);
          expect(share - shown).toBeLessThan(1e-4);
          expect(text === '100 %').toBe(share === 1);
          expect(text === '0 %').toBe(share === 0);
        },
      ),
    );
  });
});

describe('a count in words', () => {
  it('has marks at thousands and the word for one only where it is one', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(countOf(count, 'flow')).toMatch(/^\d{1,3}(,\d{3})* flows?$/);
        expect(countOf(count, 'flow').endsWith('s')).toBe(count !== 1);
        expect(Number(formatCount(count).replaceAll(',', ''))).toBe(count);
      }),
    );
    expect(countOf(1, 'row is', 'rows are')).toBe('1 row is');
    expect(countOf(2000, 'anomaly', 'anomalies')).toBe('2,000 anomalies');
  });
});
