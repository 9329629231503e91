import { describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column, Table } from '../table/table.ts';
import { SharedSamples } from './fit-on-sample.ts';
import { detectors } from './index.ts';
import { withParams } from './streamed.ts';

const entry = (id: string) => detectors.find((detector) => detector.id === id) ?? detectors[0];
const ports = (cells: string[], row: number) => cells.with(3, String(row % 3 === 0 ? 80 : 443));

/** A small table whose numbers are the logarithms of another's; unset is 0. */
function inLogarithms(table: Table): Table {
  const logarithm = (value: number) => (Number.isNaN(value) ? 0 : Math.log1p(Math.max(0, value)));
  const columns = [...table.columns].map(([name, column]): [string, Column] => {
    if (column.kind !== 'number') return [name, column];
    const values = Float64Array.from({ length: table.rows }, (_, row) => logarithm(numberAt(column, row)));
    return [name, { kind: 'number', groups: [values] }];
  });
  return { ...table, columns: new Map(columns) };
}

describe('PCA (log scale)', () => {
  const log = ordinaryLog(400, (cells, row) =>
    row === 9 ? cells.with(2, '-') : row === 11 ? cells.with(4, '70000') : ports(cells, row),
  );

  it('is the PCA of a table whose values are logarithms, unset as 0', async () => {
    const { table } = await readText(log);
    const wanted = await entry('pyod-pca').detect(inLogarithms(table), quiet);
    const { scores } = await entry('pca-log').detect(table, quiet);
    scores.forEach((score, row) => {
      expect(Math.abs(score / wanted.scores[row] - 1)).toBeLessThan(1e-12);
    });
  });

  it('says that the logarithm was scored, and usual values in the unit of the log', async () => {
    const { description, features, explain, scores } = await entry('pca-log').detect(
      (await readText(log)).table,
      quiet,
    );
    expect(description.transform).toBe('log');
    const sent = description.features[1];
    expect(sent.typical).toBeGreaterThan(400);
    expect(sent.typical).toBeLessThan(700);
    expect(Math.log1p(sent.typical)).toBeCloseTo(sent.mean, 12);
    expect(features.at(11, 3)).toBe(70000);
    const { kind, parts } = explain(11);
    expect(kind).toBe('replaced');
    expect(parts.indexOf(Math.max(...parts))).toBe(3);
    expect(scores[11]).toBeGreaterThan(scores[12]);
  });
});

describe('a log that passes by', () => {
  it.each([
    ['pca-log', {}],
    ['pca-log', { components: 3 }],
    ['pyod-pca', { components: 2 }],
    ['pyod-pca', { features: 'duration,resp_bytes,resp_ip_bytes' }],
    ['pca-log', { features: 'orig_bytes,orig_ip_bytes', components: 1 }],
  ])('has the scores of %s with %j to the bit', async (id, params) => {
    const { table } = await readText(ordinaryLog(1000, ports));
    const wanted = await entry(id).detect(table, quiet, params);
    const fit = entry(id).fitStreamed?.(new SharedSamples());
    fit?.add(table);
    const scorer = fit === undefined ? undefined : await withParams(fit, params).scorer(quiet);
    const scores = new Float64Array(table.rows);
    scorer?.score(table, scores, 0);
    expect(scores).toEqual(wanted.scores);
    expect(scorer?.revised()).toBeNull();
    expect(scorer?.scored(table, scores, { fit: 0, score: 0 }).detector).toEqual(wanted.detector);
  });
});

describe('T² and SPE', () => {
  /** Bytes over IP are payload and 40 for each packet: the one rule of the log. */
  const ruled = ordinaryLog(800, (cells, row) => {
    const packets = Number(cells[6]);
    const kept = ports(cells, row).with(5, String(Number(cells[2]) + 40 * packets));
    return row === 50 ? kept.with(5, '150') : row === 60 ? kept.with(0, '60').with(1, '80') : kept;
  });

  it('tell a flow that breaks a rule from one that is far out', async () => {
    const { table } = await readText(ruled);
    const [t2, spe] = [await entry('t2').detect(table, quiet), await entry('spe').detect(table, quiet)];
    expect(spe.scores.indexOf(spe.scores.reduce((a, b) => Math.max(a, b)))).toBe(50);
    expect(t2.scores.indexOf(t2.scores.reduce((a, b) => Math.max(a, b)))).toBe(60);
    const broken = spe.explain(50).parts;
    expect(broken.indexOf(Math.max(...broken))).toBe(4);
  });

  it('have all components between them, whose variances add up to the number of features', async () => {
    const { table } = await readText(ruled);
    const of = async (id: string, variance: number) =>
      (await entry(id).detect(table, quiet, { variance })).description.components;
    for (const variance of [0.5, 0.8, 0.95]) {
      const [model, rest] = [await of('t2', variance), await of('spe', variance)];
      expect(model.map(({ isScored }) => isScored)).toEqual(rest.map(({ isScored }) => !isScored));
      const explained = model.reduce((sum, { ratio, isScored }) => sum + (isScored ? ratio : 0), 0);
      expect(explained).toBeGreaterThanOrEqual(variance);
      expect(model.reduce((sum, { eigenvalue }) => sum + eigenvalue, 0)).toBeCloseTo(7, 9);
    }
    expect((await of('spe', 1)).map(({ isScored }) => isScored)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('are the squared length of the standardised flow, T² weighted, when all components are taken', async () => {
    const { table } = await readText(ruled);
    const { scores, description, features } = await entry('t2').detect(table, quiet, { variance: 1 });
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(mean).toBeCloseTo(7, 6); // the mean of Mahalanobis' distance is the number of dimensions
    expect(description.features.length).toBe(features.names.length);
  });
});
