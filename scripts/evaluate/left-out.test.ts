import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/math/random.ts';
import { leaveOneOut } from './left-out.ts';
import { meanOfMeans, overNetworks } from './networks-mean.ts';

const of = (name: string, value: number, shares: readonly string[] = []) => ({
  name,
  origins: [name, ...shares],
  value,
});

describe('leaveOneOut', () => {
  it('keeps a change by the others, and counts what it does to the one left out', () => {
    const choices = leaveOneOut([[of('a', 0.3), of('b', -0.1), of('c', -0.1)]]);
    expect(choices.map(({ isKept }) => isKept)).toEqual([false, true, true]);
    expect(choices.map(({ counted }) => counted)).toEqual([0, -0.1, -0.1]);
  });

  it('never judges a network by a log that has rows of it', () => {
    const [a, , mix] = leaveOneOut([[of('a', 0), of('b', -0.1), of('mix', 0.9, ['a'])]]);
    expect(a.others).toBeCloseTo(-0.1, 12);
    expect(mix.others).toBeCloseTo(-0.1, 12);
  });

  it('takes of several changes the one that is best for the others', () => {
    const changes = [
      [of('a', 0.5), of('b', 0.1), of('c', 0.1)],
      [of('a', 0), of('b', 0.2), of('c', 0.2)],
    ];
    expect(leaveOneOut(changes).map(({ best }) => best)).toEqual([1, 0, 0]);
    expect(leaveOneOut(changes).map(({ counted }) => counted)).toEqual([0, 0.1, 0.1]);
  });

  it('keeps nothing that does nothing', () => {
    expect(leaveOneOut([[of('a', 0), of('b', 0)]]).some(({ isKept }) => isKept)).toBe(false);
  });
});

describe('overNetworks', () => {
  it('has its mean within its interval, which is within the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 15 }), (values) => {
        const { mean, low, high } = overNetworks(createRandom(1), values);
        expect(low).toBeLessThanOrEqual(mean + 1e-9);
        expect(high).toBeGreaterThanOrEqual(mean - 1e-9);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it('counts a network with many runs once', () => {
    const runs = [1, 1, 1, 0].map((value, i) => ({ value, network: i < 3 ? 'a' : 'b' }));
    expect(
      meanOfMeans(
        runs,
        ({ network }) => network,
        ({ value }) => value,
      ),
    ).toBe(0.5);
  });
});
