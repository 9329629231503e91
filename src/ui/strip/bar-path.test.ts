import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barPath } from './bar-path.ts';

/** The rectangles of a path: left edge, lower edge, height and width. */
function barsOf(path: string): number[][] {
  return path
    .split('z')
    .filter((bar) => bar !== '')
    .map((bar) => {
      const [x, y, up, width, down] = bar.match(/-?[\d.]+/g)?.map(Number) ?? [];
      expect(down).toBe(-up);
      return [x, y, down, width];
    });
}

describe('barPath', () => {
  it('draws each bin as a bar of its height, with gaps if the bars are wide enough', () => {
    const heights = fc.array(fc.nat(100), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(
        heights,
        fc.integer({ min: 20, max: 2000 }),
        fc.integer({ min: 10, max: 300 }),
        (flows, across, up) => {
          const bars = barsOf(barPath(flows, across, up, 100));
          const drawn = [...flows.entries()].filter(([, height]) => Math.round(height * up) > 0);
          expect(bars).toHaveLength(drawn.length);
          const each = across / flows.length;
          for (const [at, [bin, height]] of drawn.entries()) {
            const [x, y, tall, width] = bars[at];
            expect(Math.abs(x - bin * each)).toBeLessThan(0.01);
            expect(y).toBe(up);
            expect(Math.abs(tall - (height * up) / 100)).toBeLessThan(0.01);
            expect(Math.abs(width - (each > 3 ? each - 1 : each))).toBeLessThan(0.01);
          }
        },
      ),
    );
  });

  it('is empty without flows', () => {
    expect(barPath([], 100, 50, 1)).toBe('');
    expect(barPath([0, 0], 100, 50, 1)).toBe('');
  });
});
