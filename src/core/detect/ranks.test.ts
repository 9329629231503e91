import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { detectors } from './index.ts';

const ports = (cells: string[], row: number) => cells.with(3, String((row * 7919) % 5000));
const run = async (id: string, log: string, params = {}) => {
  const entry = detectors.find((detector) => detector.id === id);
  if (entry === undefined) throw new Error(`no detector ${id}`);
  return entry.detect((await readText(log)).table, quiet, params);
};
const expectClose = (a: Float64Array, b: Float64Array) => {
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i])).toBeLessThan(1e-9 * Math.max(1, Math.abs(b[i])));
  });
};

describe.each(['ecod', 'copod', 'hbos', 'knn', 'lof', 't2', 'spe', 'pca-log'])('%s', (id) => {
  it('does not depend on the order of the rows', async () => {
    const [head, ...lines] = ordinaryLog(300, ports)
      .trimEnd()
      .split(/\n(?=\d)/);
    const { scores } = await run(id, `${head}\n${lines.join('\n')}\n`);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 299 }), async (cut) => {
        const turned = await run(id, `${head}\n${[...lines.slice(cut), ...lines.slice(0, cut)].join('\n')}\n`);
        expectClose(turned.scores, Float64Array.of(...scores.slice(cut), ...scores.slice(0, cut)));
      }),
      { numRuns: 4 },
    );
  });
});

describe.each(['ecod', 'copod'])('%s', (id) => {
  it('does not change when any feature is scaled', async () => {
    const { scores } = await run(id, ordinaryLog(300, ports));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 1e6 }), fc.constantFrom(2, 4, 5, 6, 7), async (factor, cell) => {
        const scaled = ordinaryLog(300, (cells, row) =>
          ports(cells, row).with(cell, String(Number(cells[cell]) * factor)),
        );
        expectClose((await run(id, scaled)).scores, scores);
      }),
      { numRuns: 8 },
    );
  });
});

describe('kNN and LOF', () => {
  const log = ordinaryLog(400, (cells, row) =>
    row === 77 ? cells.with(4, '90000').with(7, '95000') : ports(cells, row),
  );

  it.each(['knn', 'lof'])('%s puts a lonely flow first and says which feature makes it lonely', async (id) => {
    const { scores, explain } = await run(id, log);
    expect(scores.indexOf(scores.reduce((a, b) => Math.max(a, b)))).toBe(77);
    const { kind, parts } = explain(77);
    expect(kind).toBe('replaced');
    expect([3, 6]).toContain(parts.indexOf(Math.max(...parts)));
  });

  it('take the distance that was asked for', async () => {
    const [largest, mean, median] = await Promise.all(
      ['largest', 'mean', 'median'].map(async (distance) => (await run('knn', log, { distance, k: 4 })).scores),
    );
    largest.forEach((score, row) => {
      expect(mean[row]).toBeLessThanOrEqual(score);
      expect(median[row]).toBeLessThanOrEqual(score);
    });
  });

  it('compare a log of many flows with a sample, say so, and rank much as before', async () => {
    const many = ordinaryLog(21_000, (cells, row) => (row === 77 ? cells.with(4, '90000') : ports(cells, row)));
    for (const id of ['knn', 'lof']) {
      const { scores, description } = await run(id, many);
      expect(description.notes).toEqual([{ code: 'fitted-on-sample', detail: { sample: 20_000, flows: 21_000 } }]);
      expect(scores.indexOf(scores.reduce((a, b) => Math.max(a, b)))).toBe(77);
    }
  });
});
