import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Control, neverAborted } from '../../control.ts';
import { expectedShares, type HalfHours, surpriseOfHalfHours } from './dns-half-hours.ts';

const halfHours = (rows: readonly (readonly [source: number, answered: number, failed: number, sizes: number])[]) =>
  ({
    ofMinute: new Uint32Array(0),
    source: Uint32Array.from(rows, ([source]) => source),
    answered: Uint32Array.from(rows, ([, answered]) => answered),
    failed: Uint32Array.from(rows, ([, , failed]) => failed),
    sizes: Uint32Array.from(rows, ([, , , sizes]) => sizes),
  }) satisfies HalfHours;

it('the other sources give the expected share, at least a half', () => {
  const found = halfHours([
    [0, 100, 80, 9],
    [1, 40, 40, 9],
    [2, 10, 0, 0],
  ]);
  expect([...expectedShares(found, 3)]).toEqual([0.8, 80 / 110, 120 / 140].map(Math.fround));
  expect([...expectedShares(halfHours([[0, 50, 50, 9]]), 1)]).toEqual([0.5]);
});

const control: Control = { signal: neverAborted, report: () => {} };

it('48 of 50 questions of 5 sizes are as unusual as computed by hand', async () => {
  // 50 / (1 + .03 x 49) = 20.243 independent tests; Kullback-Leibler divergence of .96 from .5: .52521 nats;
  // 20.243 x .52521 / ln 10 = 4.6175; x (1 - 1/5) = 3.6940
  const [surprise] = await surpriseOfHalfHours(halfHours([[0, 50, 48, 5]]), Float32Array.of(0.5), control);
  expect(surprise).toBeCloseTo(3.694, 3);
});

it('one size is a question that is repeated, and up to the expected share nothing is unusual', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 500 }), fc.float({ min: 0.5, max: 0.9375 }), async (answered, share) => {
      const expected = Float32Array.of(share, share);
      const usual = Math.floor(share * answered);
      const found = halfHours([
        [0, answered, answered, 1],
        [1, answered, usual, 9],
      ]);
      expect([...(await surpriseOfHalfHours(found, expected, control))]).toEqual([0, 0]);
    }),
  );
});
