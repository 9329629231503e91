import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineThrough } from './line.ts';

describe('lineThrough', () => {
  it('finds any line that points lie on, with no deviation', () => {
    const sizes = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 6 });
    const slopes = fc.double({ min: 0.01, max: 100, noNaN: true });
    const starts = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(sizes, slopes, starts, (xs, slope, start) => {
        const line = lineThrough(xs.map((x) => [x, start + slope * x]));
        expect(line?.deviation).toBeLessThan(1e-6);
        for (const x of xs) {
          const at = (line?.intercept ?? 0) + (line?.slope ?? 0) * x;
          expect(Math.abs(at / (start + slope * x) - 1)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it('says how far a value lies from the line, whatever its size', () => {
    const bent = lineThrough([
      [1, 1],
      [10, 20],
      [100, 100],
    ]);
    expect(bent?.deviation).toBeGreaterThan(0.2);
  });

  it('draws no line through two sizes', () => {
    const twice = [1, 1, 2, 2].map((x) => [x, x] as const);
    expect(lineThrough(twice)).toBeNull();
  });
});
