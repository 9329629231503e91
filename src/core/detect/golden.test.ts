import { describe, expect, it } from 'vitest';
import { sharedGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { Ranking } from '../query/ranking.ts';
import { detectors } from './index.ts';

/**
 * PyOD's own arithmetic differs from ours in the last digits; logs with a component of 1e-7 of the variance lose most.
 */
const TOLERANCE = 1e-9;

describe(`scores made by PyOD${skippedWithoutShared}`, () => {
  const goldens = sharedGoldens();
  if (goldens.length === 0) it.skip('skipped: no ../shared', () => {});

  it.each(goldens.map((golden) => [golden.name, golden] as const))('%s agrees', async (_, golden) => {
    const { table } = await readText(golden.log);
    const { scores } = await detectors[golden.hasIpProto ? 1 : 0].detect(table, quiet);
    expect(scores.length).toBe(golden.scores.length);
    expect(largestDifference(scores, golden.scores)).toBeLessThan(TOLERANCE);

    const ranking = new Ranking(scores);
    const threshold = ranking.quantile(0.1);
    expect(Math.abs(threshold / golden.threshold - 1)).toBeLessThan(TOLERANCE);
    expect(ranking.countAbove(threshold)).toBe(golden.predicted);
    expect(predicted(scores, threshold)).toEqual(predicted(golden.scores, golden.threshold));
    expect([...ranking.first(golden.top.length)]).toEqual(golden.top.map(({ row }) => row));
  });
});

function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] / b[i] - 1));
  return largest;
}

function predicted(scores: Float64Array, threshold: number): number[] {
  return [...scores.keys()].filter((row) => scores[row] > threshold);
}
