import { describe, expect, it } from 'vitest';
import { upperQuantile } from './quantile.ts';

const of = (values: readonly number[], share: number) => upperQuantile(values.length, (i) => values[i], share);

describe('upperQuantile', () => {
  // numpy 1.24.2: np.percentile([...], 100 * (1 - c))
  it.each([
    [[1, 2, 3, 4], 0.1, 3.7],
    [[1, 2, 3, 4], 0.5, 2.5],
    [[0.1, 0.2, 0.7], 0.1, 0.6],
    [[5], 0.1, 5],
  ])('of %j with the upper %d is numpy’s %d', (values, share, expected) => {
    expect(of(values, share)).toBeCloseTo(expected, 14);
  });

  it('is a value itself, to the last bit, where neighbours are equal', () => {
    expect(of([1, 0.30000000000000004, 0.30000000000000004, 0.30000000000000004].toSorted(), 0.1)).toBe(
      upperQuantile(4, (i) => [0.30000000000000004, 0.30000000000000004, 0.30000000000000004, 1][i], 0.1),
    );
    expect(of([0.1, 0.3, 0.3, 0.3], 0.2)).toBe(0.3);
  });
});
