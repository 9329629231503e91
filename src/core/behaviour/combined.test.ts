import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiet } from '../../testing/read-text.ts';
import { combine, volumeSurprise } from './combined.ts';

const scores = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });

describe('volumeSurprise', () => {
  it('is 0 to 6 and rises with the score, for any scores', async () => {
    await fc.assert(
      fc.asyncProperty(scores, async (list) => {
        const volume = Float64Array.from(list);
        const surprise = await volumeSurprise(volume, quiet);
        const order = [...volume.keys()].sort((a, b) => volume[a] - volume[b]);
        order.forEach((row, i) => {
          expect(surprise[row] >= 0 && surprise[row] <= 6).toBe(true);
          if (i > 0) expect(surprise[row]).toBeGreaterThanOrEqual(surprise[order[i - 1]]);
        });
      }),
    );
  });

  it('scores one distant flow, and gives the lower three quarters 0', async () => {
    const volume = Float64Array.from({ length: 1000 }, (_, i) => (i === 7 ? 5000 : 1 + (i % 10) / 10));
    const surprise = await volumeSurprise(volume, quiet);
    expect(surprise[7]).toBe(6);
    expect(surprise.filter((score) => score > 0).length).toBeLessThanOrEqual(250);
  });
});

describe('combine', () => {
  const near = (volume: Float64Array, pair: (row: number) => number) => ({ count: volume.length, of: pair });

  it('takes the larger score and its detector', async () => {
    const volume = Float64Array.from({ length: 1000 }, (_, i) => (i === 7 || i === 8 ? 5000 : 1));
    const behaviour = new Float64Array(1000);
    behaviour[8] = 6;
    behaviour[9] = 2;
    const pairs = near(volume, (row) => row);
    const { scores: combined, isVolume } = await combine(behaviour, volume, pairs, quiet);
    expect(combined[7]).toBeGreaterThan(3);
    expect([combined[8], combined[9], combined[10]]).toEqual([6, 2, 0]);
    expect([isVolume[7], isVolume[8], isVolume[9]]).toEqual([1, 0, 0]);
  });

  it('ranks neither many pairs nor one pair with many flows at the top', async () => {
    const of = async (large: number, pair: (row: number) => number) => {
      const volume = Float64Array.from({ length: 1000 }, (_, i) => (i < large ? 20 : 1 + (i % 100) / 100));
      const { scores } = await combine(new Float64Array(1000), volume, near(volume, pair), quiet);
      return scores[0];
    };
    const alone = await of(1, (row) => row);
    expect(await of(30, (row) => row)).toBeLessThan(alone - 1);
    expect(await of(30, (row) => (row < 30 ? 0 : row))).toBeLessThan(alone - 1);
  });
});
