import { expect, it } from 'vitest';
import { boxOf } from './moving-brush.ts';

it('a brush in bins has all bins of a whole axis', () => {
  expect(boxOf([{ first: 3, end: 5 }], [96])).toEqual({ steps: 96, box: [[3, 5]] });
  expect(boxOf([null], [60])).toEqual({ steps: 60, box: [[0, 60]] });
  expect(boxOf([{ first: 3, end: 5 }, null], [64, 36])).toEqual({
    steps: 64,
    box: [
      [3, 5],
      [0, 36],
    ],
  });
});
