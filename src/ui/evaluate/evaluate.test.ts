import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../worker/api.ts';
import { usualRole, wishOf } from './label-roles.ts';
import type { Judged } from './use-evaluations.ts';
import { warningsOf } from './warnings.ts';

describe('labels', () => {
  it.each([
    ['Benign', 'negative'],
    ['', 'negative'],
    ['-', 'negative'],
    ['Background', 'left out'],
    ['flow=Background-UDP-Established', 'left out'],
    ['Malicious', 'positive'],
    ['C&C-HeartBeat', 'positive'],
    ['From-Normal-V42-UDP', 'negative'],
  ])('%s usually counts as %s', (text, role) => {
    expect(usualRole(text)).toBe(role);
  });

  it('become a wish', () => {
    const values = ['Malicious', 'Benign', 'Background'].map((text) => ({ text, flows: 1 }));
    expect(wishOf({ field: 'label', values }, usualRole)).toEqual({
      field: 'label',
      positive: ['Malicious'],
      leftOut: ['Background'],
    });
  });
});

describe('warnings', () => {
  const judged = (positives: number, negatives: number, area: number): Judged => ({
    detector: 'pca',
    label: 'PCA',
    evaluation: { positives, negatives, areaUnderRoc: { value: area, low: 0, high: 1 } } as Evaluation,
  });

  it('are none when there is nothing to warn of', () => {
    expect(warningsOf([])).toEqual([]);
    expect(warningsOf([judged(5, 95, 0.9)])).toEqual([]);
  });

  it('tell of scores that point the wrong way, of majorities, and of nothing to tell apart', () => {
    expect(warningsOf([judged(5, 95, 0.9), judged(5, 95, 0.49)])).toEqual([
      expect.stringContaining('points the wrong way'),
    ]);
    expect(warningsOf([judged(40, 60, 0.9)])).toEqual([
      expect.stringContaining('40 % of the flows that count are positive'),
    ]);
    expect(warningsOf([judged(0, 60, Number.NaN)])).toEqual([expect.stringContaining('No flow is positive')]);
  });
});
