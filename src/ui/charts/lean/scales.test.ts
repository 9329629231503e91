import * as d3 from 'd3-scale';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scaleBand, scaleLinear } from './scales.ts';

const number = fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.integer({ min: -9, max: 9 }));
const ends = fc.tuple(number, number);

it('a linear scale has the values of d3-scale for any domain and range, also reversed or empty', () => {
  const values = fc.array(fc.oneof(number, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)), { minLength: 1 });
  fc.assert(
    fc.property(ends, ends, values, (domain, range, list) => {
      const ours = scaleLinear();
      ours.domain(domain).range(range);
      const theirs = d3.scaleLinear().domain(domain).range(range);
      for (const scale of [ours, ours.copy()]) {
        expect(list.map((value) => scale(value))).toEqual(list.map((value) => theirs(value)));
      }
      expect([ours.domain(), ours.range()]).toEqual([theirs.domain(), theirs.range()]);
    }),
  );
});

it('a scale of bands has the values of d3-scale within rounding for any categories, also repeated or none', () => {
  const categories = fc.array(fc.string({ maxLength: 2 }), { maxLength: 12 });
  const pixels = fc.integer({ min: -9e6, max: 9e6 }).map((thousandths) => thousandths / 1000);
  fc.assert(
    fc.property(categories, fc.tuple(pixels, pixels), fc.string({ maxLength: 2 }), (domain, range, other) => {
      const largest = 4 * Math.max(...range.map(Math.abs));
      const ours = scaleBand();
      ours.domain(domain).range(range);
      const theirs = d3.scaleBand().domain(domain).range(range);
      for (const scale of [ours, ours.copy()]) {
        // The sign of a width of 0 does not matter.
        expect(Math.abs((scale.bandwidth?.() ?? Number.NaN) - theirs.bandwidth())).toBe(0);
        for (const value of [...domain, other]) {
          const [place, expected] = [scale(value), theirs(value)];
          expect(place === undefined).toBe(expected === undefined);
          expect(Math.abs((place ?? 0) - (expected ?? 0))).toBeLessThanOrEqual(1e-15 * largest);
        }
      }
      expect([ours.domain(), ours.range()]).toEqual([theirs.domain(), theirs.range()]);
    }),
  );
});

it('a copy keeps its values when the original changes', () => {
  const scale = scaleLinear();
  const copy = scale.copy();
  scale.domain([0, 10]).range([0, 100]);
  expect([scale(5), copy(0.5)]).toEqual([50, 0.5]);
});
