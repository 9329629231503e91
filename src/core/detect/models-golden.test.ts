import { describe, expect, it } from 'vitest';
import { modelGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { Ranking } from '../query/ranking.ts';
import { detectors } from './index.ts';

/** Sums and logarithms differ from numpy's in the last digits. */
const TOLERANCE = 1e-9;

describe.each(['ecod', 'copod', 'hbos'])(`scores made by PyOD’s %s${skippedWithoutShared}`, (id) => {
  const goldens = modelGoldens(id);
  if (goldens.length === 0) it.skip('skipped: no ../shared', () => {});

  it.each(goldens.map((golden) => [golden.name, golden] as const))('%s agrees', async (_, golden) => {
    const { scores } = await scoresOf(id, golden.log);
    expect(scores.length).toBe(golden.scores.length);
    expect(largestDifference(scores, golden.scores)).toBeLessThan(TOLERANCE);
    expect(Math.abs(new Ranking(scores).quantile(0.1) / golden.threshold - 1)).toBeLessThan(TOLERANCE);
  });
});

async function scoresOf(id: string, log: Uint8Array) {
  const entry = detectors.find((detector) => detector.id === id);
  if (entry === undefined) throw new Error(`no detector ${id}`);
  return entry.detect((await readText(log)).table, quiet);
}

/** Relative, or absolute where the expected score is 0. */
function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]) / (Math.abs(b[i]) || 1));
  return largest;
}
