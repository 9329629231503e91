import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreScale } from './score-scale.ts';

describe('scoreScale', () => {
  it('converts scores to positions and back, with exact ends', () => {
    for (const scale of ['log', 'linear'] as const) {
      const { toPlace, toScore } = scoreScale({ scale, edges: [3, 50, 7e8] });
      expect([toScore(0), toScore(1)]).toEqual([3, 7e8]);
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (place) => {
          expect(toPlace(toScore(place))).toBeCloseTo(place, 9);
        }),
      );
    }
  });

  it('puts a threshold beyond the scores at the edge', () => {
    const { toPlace } = scoreScale({ scale: 'log', edges: [1, 100] });
    expect([-5, 0, 0.001, 1e9].map(toPlace)).toEqual([0, 0, 0, 1]);
  });
});
