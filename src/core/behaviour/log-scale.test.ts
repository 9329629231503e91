import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { detect } from '../detect/detect.ts';
import { detectors } from '../detect/index.ts';
import { featureSets } from '../features/feature-sets.ts';
import { logScalePca } from './log-scale.ts';

describe('PCA on the log scale', () => {
  it('scores as PCA does on a log whose columns hold the logarithms', async () => {
    const withSizes = (change: (value: number) => number) =>
      ordinaryLog(300, (_, row) =>
        [
          '1',
          '0.5',
          100 + 7 * row,
          443 + (row % 3),
          3 * row * row,
          90 + row,
          row % 17,
          50 + ((13 * row) % 101),
          '6',
        ].map((cell, i) => (i === 0 ? String(cell) : String(change(Number(cell))))),
      );
    const { table } = await readText(withSizes((value) => value));
    const { table: logs } = await readText(withSizes(Math.log1p));
    const { scores, explain } = await detect(logScalePca(featureSets[0]), table, quiet);
    const { scores: expected } = await detectors[0].detect(logs, quiet);
    scores.forEach((score, row) => {
      expect(Math.abs(score / expected[row] - 1)).toBeLessThan(1e-9);
    });
    expect(explain(17).score).toBe(scores[17]);
  });
});
