import fc from 'fast-check';
import { expect, it } from 'vitest';
import { medianDeviation, quantileOf } from './quartiles.ts';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

it('gives any quantile of numpy', () => {
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantileOf(Float64Array.of(1, 2, 4, 8), share))).toEqual([
    1, 1.75, 3, 5, 8,
  ]);
  expect(quantileOf(new Float64Array(0), 0.5)).toBeNaN();
});

it('gives the median absolute deviation of any numbers without sorting', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const sorted = Float64Array.from(values).sort();
      const median = quantileOf(sorted, 0.5);
      const distances = sorted.map((value) => Math.abs(value - median)).sort();
      expect(medianDeviation(sorted, median)).toBeCloseTo(quantileOf(distances, 0.5), 6);
    }),
  );
  expect(medianDeviation(new Float64Array(0), 0)).toBeNaN();
});
