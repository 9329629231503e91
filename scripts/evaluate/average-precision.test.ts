import { describe, expect, it } from 'vitest';
import { averagePrecision, precisionAt } from './average-precision.ts';

const of = (scores: number[], positive: number[]) => [Float64Array.from(scores), Uint8Array.from(positive)] as const;

describe('averagePrecision', () => {
  // sklearn.metrics.average_precision_score(positive, scores), scikit-learn 1.2.1
  it.each([
    [[0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.8333333333333333],
    [[1, 1, 1, 1, 0, 0], [1, 0, 1, 0, 1, 0], 0.5],
    [[5, 4, 4, 4, 3, 2, 2, 1], [0, 1, 0, 1, 1, 0, 1, 0], 0.5428571428571429],
    [[3, 2, 1], [1, 1, 1], 1],
  ])('of %j with %j is %f', (scores, positive, expected) => {
    expect(averagePrecision(...of(scores, positive))).toBeCloseTo(expected, 12);
  });
});

describe('precisionAt', () => {
  it('shares the places at the cut among equal scores', () => {
    expect(precisionAt(2, ...of([9, 5, 5, 1], [1, 1, 0, 1]))).toBe(0.75);
  });

  it('asks for no more than there are', () => {
    expect(precisionAt(20, ...of([9, 5, 1], [1, 1, 0]))).toBe(1);
  });
});
