import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neverAborted } from '../control.ts';
import { beyond, fitTail, fitTailInTurns, quantilesOf } from './tail.ts';
import { WeightedValues } from './weighted-values.ts';

/** numpy's default: linear between neighbours. */
function quantile(values: Float32Array, share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)];
  return low + (sorted[Math.ceil(place)] - low) * (place - Math.floor(place));
}

const values = fc
  .array(fc.oneof(fc.nat(4), fc.double({ min: 0, max: 35, noNaN: true })), { minLength: 1, maxLength: 200 })
  .map((list) => Float32Array.from(list, Math.abs));

describe('quantilesOf', () => {
  it('agrees with sorting, for any values and quantile', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        expect(quantilesOf(list, list.length).at(share)).toBe(quantile(list, share));
        const many = Float32Array.from({ length: 5000 }, (_, i) => list[i % list.length]);
        expect(quantilesOf(many, many.length).at(share)).toBe(quantile(many, share));
      }),
      { numRuns: 50 },
    );
  });
});

describe('WeightedValues', () => {
  it('agrees with sorting within one bin, for equal weights', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.25, 0.5, 0.75, 0.95), (list, share) => {
        const weighted = new WeightedValues();
        for (const value of list) weighted.add(value, WeightedValues.weight(1, 1));
        expect(Math.abs(weighted.at(share) - quantile(list, share))).toBeLessThanOrEqual(1 / 64);
        expect(weighted.count).toBe(list.length);
      }),
    );
  });

  it('limits the weight of a channel with a thousand flows', () => {
    const weighted = new WeightedValues();
    for (let i = 0; i < 1000; i++) weighted.add(10, WeightedValues.weight(1000, 32));
    for (let i = 0; i < 100; i++) weighted.add(5, WeightedValues.weight(1, 32));
    expect(weighted.count).toBeCloseTo(132, 0);
    expect(weighted.at(0.5)).toBeCloseTo(5, 1);
  });
});

describe('fitTailInTurns', () => {
  it('is the tail of the same quantiles, for any number of values', async () => {
    const control = { signal: neverAborted, report: () => {} };
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom(1, 40, 400), async (list, times) => {
        const many = Float32Array.from(
          { length: list.length * times },
          (_, i) => list[i % list.length] * (1 + i / 1e6),
        );
        const found = await fitTailInTurns(many, many.length, control, 0.5, 1);
        expect(found).toEqual(fitTail(quantilesOf(many, many.length), 0.5, 1));
      }),
      { numRuns: 50 },
    );
  });
});

describe('fitTail', () => {
  const peers = quantilesOf(
    Float32Array.from({ length: 101 }, (_, i) => i),
    101,
  );

  it('goes through the 75 % and 95 % quantiles', () => {
    const tail = fitTail(peers, 0.1);
    expect(beyond(tail, 75)).toBe(0);
    // 95 % is 0.602 and ln 5 = 0.699 above the start, as −log10 p.
    expect(beyond(tail, 95)).toBeCloseTo(0.602 + Math.log10(5), 9);
  });

  it('starts at the minimum value', () => {
    expect(beyond(fitTail(peers, 0.1, 90), 90)).toBe(0);
    expect(beyond(fitTail(peers, 0.1, 90), 91)).toBeGreaterThan(0.602);
  });

  it('is null with fewer than 4 peers', () => {
    expect(beyond(fitTail(quantilesOf(Float32Array.of(1, 1, 1), 3), 0.5), 100)).toBe(0);
  });
});
