import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTACK, BENIGN, IGNORED, isOfAttack, type ListLine, placeOf, rankingOf, strongOf } from './measure.ts';

const line = (parts: Partial<ListLine>): ListLine => ({
  row: 0,
  key: 0,
  strength: 0,
  flows: 10,
  attack: 0,
  ignored: 0,
  ...parts,
});

describe('rankingOf', () => {
  // sklearn.metrics.average_precision_score(truth, scores), scikit-learn 1.2.1
  it.each([
    [[0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.8333333333333333],
    [[1, 1, 1, 1, 0, 0], [1, 0, 1, 0, 1, 0], 0.5],
    [[5, 4, 4, 4, 3, 2, 2, 1], [0, 1, 0, 1, 1, 0, 1, 0], 0.5428571428571429],
    [[3, 2, 1], [1, 1, 1], 1],
  ])('has the average precision of %j with %j: %f', (scores, truth, expected) => {
    expect(rankingOf(Float64Array.from(scores), Uint8Array.from(truth)).precision).toBeCloseTo(expected, 12);
  });

  it('does not depend on the order of rows, and ignored rows change nothing', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom(BENIGN, ATTACK, IGNORED));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        const rank = (some: readonly (readonly [number, number])[]) =>
          rankingOf(
            Float64Array.from(some, ([score]) => score),
            Uint8Array.from(some, ([, truth]) => truth),
          );
        const all = rank(rows);
        expect(rank(rows.toReversed())).toEqual(all);
        expect(rank(rows.filter(([, truth]) => truth !== IGNORED))).toEqual(all);
      }),
    );
  });

  it('counts benign rows above the best of the attack, half of those with the same score', () => {
    const scores = Float64Array.from([9, 9, 5, 5, 5, 1]);
    expect(rankingOf(scores, Uint8Array.from([0, 2, 1, 0, 0, 1])).above).toBe(1 + 1);
  });
});

describe('lines', () => {
  const truth = Uint8Array.from([0, 1, 2]);

  it('is of the attack by its first row, or by a fifth of its flows', () => {
    expect(isOfAttack(line({ row: 1 }), truth)).toBe(true);
    expect(isOfAttack(line({ flows: 10, attack: 2 }), truth)).toBe(true);
    expect(isOfAttack(line({ flows: 10, attack: 1 }), truth)).toBe(false);
    expect(isOfAttack(line({ flows: 10, attack: 1, ignored: 5 }), truth)).toBe(true);
    expect(isOfAttack(line({ flows: 0 }), truth)).toBe(false);
  });

  it('have places from 1, without those of ignored flows', () => {
    expect(placeOf([line({}), line({ row: 2, flows: 3, ignored: 3 }), line({ row: 1 })], truth)).toBe(2);
    expect(placeOf([line({})], truth)).toBe(0);
  });

  it('are strong from 50 of 100', () => {
    expect(strongOf([line({ strength: 4 }), line({ strength: 3.99 })])).toBe(1);
  });
});
