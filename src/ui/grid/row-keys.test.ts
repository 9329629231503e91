import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAfter } from './row-keys.ts';

const keys = ['ArrowDown', 'j', 'ArrowUp', 'k', 'PageDown', 'PageUp', 'Home', 'End'];

describe('keys of the table', () => {
  it('move from row to row', () => {
    expect(keys.map((key) => placeAfter(key, 50, 200, 12))).toEqual([51, 51, 49, 49, 62, 38, 0, 199]);
    expect(['Enter', 'x', 'constructor'].map((key) => placeAfter(key, 50, 200, 12))).toEqual([null, null, null]);
  });

  it('never leave any table, and every page key moves unless at the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), fc.nat(), fc.integer({ min: -1, max: 60 }), (total, at, page) => {
        const place = at % total;
        for (const key of keys) {
          const next = placeAfter(key, place, total, page);
          expect(next).toBeGreaterThanOrEqual(0);
          expect(next).toBeLessThan(total);
        }
        expect(placeAfter('PageDown', place, total, page) === place).toBe(place === total - 1);
        expect(placeAfter('PageUp', place, total, page) === place).toBe(place === 0);
      }),
    );
  });
});
