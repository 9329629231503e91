import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
  it('gives the same draws for the same seed and others for another', () => {
    expect(draw(5, createRandom(1).uniform)).toEqual(draw(5, createRandom(1).uniform));
    expect(draw(5, createRandom(1).uniform)).not.toEqual(draw(5, createRandom(2).uniform));
  });

  it('draws from the distributions it names', () => {
    const random = createRandom(3);
    expect(mean(draw(20_000, random.uniform))).toBeCloseTo(0.5, 2);
    expect(mean(draw(20_000, random.normal))).toBeCloseTo(0, 1);
    expect(mean(draw(20_000, () => random.exponential(4))) / 4).toBeCloseTo(1, 1);
    const whole = draw(2000, () => random.integer(3, 5));
    expect([...new Set(whole)].toSorted()).toEqual([3, 4, 5]);
    expect(draw(20_000, () => random.logNormal(10, 1)).toSorted((a, b) => a - b)[10_000] / 10).toBeCloseTo(1, 1);
    const rare = draw(10_000, () =>
      random.weighted([
        [1, 1],
        [0, 9],
      ]),
    );
    expect(mean(rare)).toBeCloseTo(0.1, 1);
  });
});
