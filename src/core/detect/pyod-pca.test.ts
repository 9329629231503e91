import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { featureSets } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { lentBlock } from '../math/float-kernel.ts';
import { Ranking } from '../query/ranking.ts';
import { detectors } from './index.ts';
import { scoreRowsPlainly } from './pyod-pca.ts';
import { fitPca, projectExtremes, projectExtremesPlainly, projection } from './pyod-pca-fit.ts';

const run = async (log: string) => detectors[0].detect((await readText(log)).table, quiet);
const ports = (cells: string[], row: number) => cells.with(3, String(row % 3 === 0 ? 80 : 443));
const notes = async (log: string) => (await run(log)).description.notes.map(({ code }) => code);

describe('PCA (PyOD-compatible)', () => {
  it('puts an outlier above the crowd', async () => {
    const { scores } = await run(
      ordinaryLog(500, (cells, row) => (row === 123 ? cells.with(2, '99999999') : ports(cells, row))),
    );
    expect(new Ranking(scores).first(1)[0]).toBe(123);
  });

  it('gives one flow and identical flows the score 0, with a note', async () => {
    for (const log of [ordinaryLog(1), ordinaryLog(9, () => new Array(9).fill('5'))]) {
      const { scores, description } = await run(log);
      expect([...scores].every((score) => score === 0)).toBe(true);
      expect(description.notes).toEqual([{ code: 'nothing-to-compare', detail: {} }]);
    }
  });

  it('drops a constant feature and names it', async () => {
    const { description } = await run(ordinaryLog(500));
    expect(description.notes).toEqual([{ code: 'constant-feature', detail: { fields: 'id.resp_p' } }]);
    expect(description.components.length).toBe(6);
    expect(description.components.every(({ loadings }) => loadings[2] === 0)).toBe(true);
  });

  it('scores by the standardised length where the last component is noise', async () => {
    const { scores, description, features } = await run(
      ordinaryLog(500, (cells, row) => ports(cells, row).with(5, cells[2])),
    );
    expect(description.notes.map(({ code }) => code)).toEqual(['degenerate']);
    const z = description.features.map(({ mean, scale }, feature) => (features.at(77, feature) - mean) / scale);
    const expected = Math.sqrt(z.reduce((sum, value) => sum + value * value, 1));
    expect(Math.abs(scores[77] / expected - 1)).toBeLessThan(1e-12);
    expect(await notes(ordinaryLog(5, ports))).toContain('degenerate');
  });

  it('does not change when a feature is scaled, nor with the order of the rows, but for rounding', async () => {
    const base = await run(ordinaryLog(300, ports));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 1000 }), async (factor) => {
        const scaled = await run(
          ordinaryLog(300, (cells, row) => ports(cells, row).with(4, String(Number(cells[4]) * factor))),
        );
        expect(closeTo(scaled.scores, base.scores)).toBe(true);
      }),
      { numRuns: 10 },
    );
    const lines = ordinaryLog(300, ports).trimEnd().split('\n');
    const turned = await run(`${[...lines.slice(0, 4), ...lines.slice(4).toReversed()].join('\n')}\n`);
    expect(closeTo(turned.scores.toReversed(), base.scores)).toBe(true);
  });
});

function closeTo(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value / b[i] - 1) < 1e-9);
}

describe('the kernel of the PCA', () => {
  it('gives the bits that plain code gives, for any number of rows', async () => {
    const { table } = await readText(ordinaryLog(3001, ports));
    const features = readFeatures(table, featureSets[0]);
    const model = { ...(await fitPca(features, () => true, quiet)), from: 0, to: 7 };
    expect(model.kept.length).toBe(7);
    const scored = await detectors[0].detect(table, quiet);
    const ownBlock = { values: new Float64Array(7 * 1024), stride: 1024 };
    for (const [count, block] of [1, 7, 8, 9, 500, 1024].flatMap(
      (count) =>
        [
          [count, ownBlock],
          [count, lentBlock(7)],
        ] as const,
    )) {
      features.read(1000, count, block.values, 1024, 0);
      const plain = new Float64Array(count);
      scoreRowsPlainly(model, block, count, plain, 0);
      expect(plain).toEqual(scored.scores.slice(1000, 1000 + count));
      const [high, low, highPlain, lowPlain] = Array.from({ length: 4 }, () => new Float64Array(model.ratio.length));
      projectExtremes(model, block, count, high, low);
      projectExtremesPlainly(model, block, count, highPlain, lowPlain);
      expect([high, low]).toEqual([highPlain, lowPlain]);
      const places = new Float64Array(count);
      for (let c = 0; c < 7; c++) {
        scored.project(block, count, c, places, 0);
        expect(places).toEqual(places.map((_, i) => projection(model, block, i, c)));
      }
    }
  });
});
