import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { featureSets } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { sampleRows } from '../features/row-sample.ts';
import { createRandom } from '../math/random.ts';
import { detect } from './detect.ts';
import { isolationForest, scoreRowsPlainly } from './isolation-forest.ts';
import { isolationKernel } from './isolation-kernel.ts';
import { averagePath, growTrees, type IsolationTrees, LEAF, NODES } from './isolation-trees.ts';
import { resolveParams } from './params.ts';

const forest = isolationForest(featureSets[0]);
const run = async (log: string, given = {}) =>
  detect(forest, (await readText(log)).table, quiet, resolveParams(forest.params, given));

/** Twenty outliers of several kinds among a crowd. */
const planted = (row: number) => row % 100 === 50;
const log = ordinaryLog(2000, (cells, row) => {
  const port = cells.with(3, String(row % 3 === 0 ? 80 : 443));
  if (!planted(row)) return port;
  return [1, 2, 4, 6, 7].reduce(
    (changed, cell) => changed.with(cell, String(Number(cells[cell]) * (4 + (row % 7)))),
    port,
  );
});

/** Length of a row's path by finding its way. */
function walk({ feature, threshold, path }: IsolationTrees, tree: number, values: readonly number[]): number {
  let node = 0;
  for (let f = feature[tree * NODES]; f !== LEAF; f = feature[tree * NODES + node]) {
    node = 2 * node + (values[f] < threshold[tree * NODES + node] ? 1 : 2);
  }
  return path[tree * NODES + node];
}

describe('the isolation forest', () => {
  it('ranks planted outliers above the crowd, whatever the seed', async () => {
    for (const seed of [1, 2, 3]) {
      const { scores } = await run(log, { seed });
      expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
      let above = 0;
      let pairs = 0;
      scores.forEach((score, row) => {
        if (!planted(row)) return;
        scores.forEach((other, crowd) => {
          if (planted(crowd)) return;
          pairs++;
          above += score > other ? 1 : score === other ? 0.5 : 0;
        });
      });
      expect(above / pairs).toBeGreaterThan(0.99);
    }
  });

  it('is the same for the same seed, and another for another', async () => {
    const { scores } = await run(log);
    expect((await run(log)).scores).toEqual(scores);
    expect((await run(log, { seed: 2 })).scores).not.toEqual(scores);
  });

  it('has the scores that finding each row’s way has, for few rows and for many leaves', async () => {
    for (const [rows, trees] of [
      [3, 1],
      [40, 30],
      [2000, 60],
    ]) {
      const text = ordinaryLog(rows, (cells, row) => cells.with(3, String((row * 7919) % 65536)));
      const { scores, features } = await run(text, { trees });
      const sample = await sampleRows(
        readFeatures((await readText(text)).table, featureSets[0]),
        trees * 256,
        1,
        quiet,
      );
      const grown = await growTrees(sample, trees, createRandom(1), quiet);
      for (let row = 0; row < rows; row += 1 + (row >> 3)) {
        const values = features.names.map((_, feature) => features.at(row, feature));
        let depth = 0;
        for (let tree = 0; tree < trees; tree++) depth += walk(grown, tree, values);
        expect(Math.abs(scores[row] / 2 ** (-depth / trees / averagePath(Math.min(256, rows))) - 1)).toBeLessThan(
          1e-12,
        );
      }
    }
  });

  it('has the same bits with and without WebAssembly, for any rows', async () => {
    const features = forest.features((await readText(log)).table);
    const models: Awaited<ReturnType<typeof forest.fit>>[] = [];
    for (const given of [{ trees: 3 }, { trees: 100 }, { trees: 60, seed: 5 }]) {
      models.push(await forest.fit(features, quiet, resolveParams(forest.params, given)));
    }
    const value = fc.oneof(fc.nat(70_000), fc.double({ noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1100 }),
        fc.array(value, { minLength: 7, maxLength: 40 }),
        (count, some) => {
          const values = Float64Array.from({ length: 7 * count }, (_, i) => some[(i * i + i) % some.length]);
          for (const model of models) {
            expect(isolationKernel(model.tables)).not.toBeNull();
            const [fast, plain] = [new Float64Array(count), new Float64Array(count)];
            forest.score(model, { values, stride: count }, count, fast, 0);
            scoreRowsPlainly(model, { values, stride: count }, count, plain, 0);
            expect(fast).toEqual(plain);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
