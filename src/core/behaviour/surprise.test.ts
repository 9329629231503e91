import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Calibration,
  excess,
  flowCountPenalty,
  MOST,
  normalTail,
  REMARKABLE,
  scoreAtMost,
  scoreOf,
  withPenalty,
} from './surprise.ts';

describe('excess', () => {
  it('is 0 up to the expectation', () => {
    expect(excess(3, 10, 0.3)).toBe(0);
    expect(excess(0, 0, 0.3)).toBe(0);
  });

  it('bounds the binomial tail: n of n hits give n times −log10 of the expectation', () => {
    expect(excess(4, 4, 0.1)).toBeCloseTo(4, 12);
    // -log10(scipy.stats.binom.sf(19, 30, 0.3)), which the bound does not exceed.
    const exact = 4.4333;
    expect(excess(20, 30, 0.3)).toBeLessThan(exact);
    expect(excess(20, 30, 0.3)).toBeGreaterThan(exact - 1);
  });
});

describe('normalTail', () => {
  // -log10(math.erfc(z / math.sqrt(2)) / 2) of Python 3
  it.each([
    [0.5, 0.510691989],
    [1, 0.799545541],
    [2.4999, 2.206809218],
    [2.5001, 2.207054398],
    [3, 2.869699036],
    [3.99, 4.481004029],
    [5, 6.542645672],
    [6, 9.005864327],
  ])('of %f is %f', (z, expected) => {
    expect(normalTail(z)).toBeCloseTo(expected, 8);
  });
});

describe('Calibration', () => {
  it('subtracts for equally unusual entities, and for the number of tested entities', () => {
    const calibration = new Calibration();
    for (const surprise of [5, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0]) calibration.add(surprise);
    calibration.finish();
    expect(calibration.count(5)).toBe(1);
    expect(calibration.left(5)).toBeCloseTo(4.7, 12);
    expect(calibration.count(3)).toBe(10);
    expect(calibration.left(3)).toBeCloseTo(1.7, 12);
  });
});

describe('withPenalty', () => {
  it('keeps high scores, preserves the order of low ones, and falls with the flows', () => {
    expect(withPenalty(4, 1)).toBeCloseTo(4, 3);
    expect(withPenalty(-2, 1)).toBeGreaterThan(withPenalty(-3, 1));
    expect(withPenalty(-3, 1)).toBeGreaterThan(0);
    expect(withPenalty(4, 10)).toBeCloseTo(4 - 1.15, 2);
    expect(withPenalty(-1, 1)).toBeCloseTo(REMARKABLE, 12);
  });
});

it('scoreAtMost is a tight upper bound of scoreOf', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: MOST, noNaN: true }), (left) => {
      expect(scoreAtMost(left)).toBeGreaterThan(scoreOf(left));
      expect(scoreAtMost(left)).toBeLessThan(scoreOf(left) + 0.02);
    }),
  );
});

it('the penalty table agrees with the formula', () => {
  for (const flows of [0, 0.5, 1, 2, 2.5, 1000, 4095, 4096, 1e7])
    expect(flowCountPenalty(flows)).toBe(1.15 * Math.log10(Math.max(1, flows)));
});
