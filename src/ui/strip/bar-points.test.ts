import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barPoints } from './bar-points.ts';

describe('barPoints', () => {
  it('draws each bin as a bar of its height, with gaps if the bars are wide enough', () => {
    const heights = fc.array(fc.nat(100), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(heights, fc.integer({ min: 20, max: 2000 }), (flows, pixels) => {
        const bins = { whole: [], flows, anomalies: flows, start: 10, end: 20, xTicks: () => [], yTicks: [] };
        const points = barPoints(bins, pixels);
        expect(points).toHaveLength(4 * flows.length);
        const perPixel = 10 / pixels;
        flows.forEach((height, bin) => {
          const [a, b, c, d] = points.slice(4 * bin, 4 * bin + 4);
          expect([a.flows, b.flows, c.flows, d.flows]).toEqual([0, height, height, 0]);
          expect(a.x).toBeCloseTo(10 + (bin * 10) / flows.length, 9);
          const gap = 10 + ((bin + 1) * 10) / flows.length - d.x;
          expect(gap / perPixel).toBeCloseTo(pixels / flows.length > 3 ? 1 : 0, 6);
        });
      }),
    );
  });
});
