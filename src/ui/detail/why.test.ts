import { describe, expect, it } from 'vitest';
import type { Contribution, Detection } from '../../worker/api.ts';
import { formatValue } from '../parts/format.ts';
import { comparePlace, describePart, explainFlow, explainNone, explainParts, lowers, shortPlace } from './why.ts';

const contribution = (feature: string, part: number, more: Partial<Contribution> = {}): Contribution => ({
  feature,
  value: 2_460_000,
  unset: false,
  typical: 0,
  part,
  below: 0.9998,
  above: 0.0001,
  ...more,
});

describe('why a flow is anomalous', () => {
  it('has a sentence for each main feature, at most three', () => {
    const sentences = explainFlow(
      [
        contribution('resp_bytes', 40),
        contribution('duration', 30, { value: 3355, below: 0.9, above: 0.05 }),
        contribution('orig_bytes', 20, { unset: true, value: 0, below: 0, above: 0.8 }),
        contribution('resp_pkts', 15),
        contribution('id.resp_p', -2),
      ],
      100,
      (feature, value) => formatValue(value, feature === 'duration' ? 'seconds' : 'bytes'),
    );
    expect(sentences).toEqual([
      'resp_bytes is 2.46 MB, larger than 99.98 % of flows.',
      'duration is 55 m 55 s, larger than 90 % of flows.',
      'orig_bytes is unset, counted as 0, the smallest of this log.',
    ]);
    expect(explainFlow([contribution('duration', 0.1)], 100, String)).toEqual([]);
  });

  it.each([
    [0.9, 0.05, 'larger than 90 % of flows'],
    [0.05, 0.9, 'smaller than 90 % of flows'],
    [0.99, 0, 'the largest of this log'],
    [0, 0.99, 'the smallest of this log'],
    [0.2, 0, 'as in 80 % of flows'],
    [0, 0.42, 'as in 58 % of flows'],
    [0.001, 0.002, 'as in 99.7 % of flows'],
    [0, 0, 'as in every flow'],
  ])('compares %d below and %d above', (below, above, words) => {
    expect(comparePlace(below, above)).toBe(words);
  });

  it.each([
    [0.9995, 0.0004, 'top 0.05 %'],
    [0.02, 0.97, 'lowest 3 %'],
    [0.9, 0, 'the largest'],
    [0, 0.9, 'the smallest'],
    [0.2, 0.1, 'as 70 %'],
    [0, 0, 'as every flow'],
  ])('shortens %d below and %d above', (below, above, words) => {
    expect(shortPlace(below, above)).toBe(words);
  });

  it('gives the change of the score', () => {
    expect(describePart(20, 100)).toBe('20 %');
    expect(describePart(-3.1, 100)).toBe('−3.1 %');
    expect(describePart(3.1, -100)).toBe('3.1 %');
    expect(describePart(0, 0)).toBe('0 %');
    expect([20, -0.01, -3.1].map((part) => lowers(part, 100))).toEqual([false, false, true]);
  });

  it('explains the parts', () => {
    const of = (typical: Detection['typical'], transform: Detection['transform']) =>
      ({ typical, transform, baseline: null }) as unknown as Detection;
    expect(explainParts('exact', of('median', 'none'))).toEqual({
      what: 'what the feature adds to the score',
      sum: 'The parts add up to the score.',
    });
    const { what, sum } = explainParts('replaced', of('log-mean', 'log'));
    expect(what).toBe('how far the score falls when the feature is set to the log’s mean of the logarithms');
    expect(sum).toMatch(/need not add up. The score is of the logarithms/);
    expect(explainNone('replaced', of('median', 'none'))).toMatch(/at the log’s median/);
  });

  it('compares with the baseline for a result by a baseline', () => {
    const detection = { typical: 'mean', transform: 'none', baseline: { id: 'baseline:1' } } as unknown as Detection;
    expect(explainParts('replaced', detection).what).toMatch(/set to the baseline’s mean$/);
    expect(explainNone('replaced', detection)).toMatch(/at the baseline’s mean/);
    expect(explainNone('reasons', detection)).toMatch(/or the baseline has about as much of it\.$/);
  });
});
