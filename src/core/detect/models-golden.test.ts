import { describe, expect, it } from 'vitest';
import { type Golden, modelGoldens, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { sampleRows } from '../features/row-sample.ts';
import { buildKdTree } from '../math/kd-tree.ts';
import { NearestSearch } from '../math/nearest.ts';
import { Ranking } from '../query/ranking.ts';
import type { Scored } from './detect.ts';
import { detectors } from './index.ts';

/** Sums and logarithms differ from numpy's in the last digits. */
const TOLERANCE = 1e-9;

describe.each(['ecod', 'copod', 'hbos', 'knn'])(`scores made by PyOD’s %s${skippedWithoutShared}`, (id) => {
  eachGolden(id, async (golden) => {
    const { scores } = await scored(id, golden);
    scores.forEach((score, row) => {
      expect(difference(score, golden.scores[row])).toBeLessThan(TOLERANCE);
    });
    const threshold = new Ranking(scores).quantile(0.1);
    expect(difference(threshold, golden.threshold)).toBeLessThan(TOLERANCE);
  });
});

/**
 * Among flows at the same distance, their order decides which are neighbours. scikit-learn uses the order of its tree.
 */
describe(`scores made by PyOD’s lof${skippedWithoutShared}`, () => {
  eachGolden('lof', async (golden) => {
    const result = await scored('lof', golden);
    const isTied = await rowsWithTies(result, 20);
    result.scores.forEach((score, row) => {
      if (!isTied[row]) expect(difference(score, golden.scores[row])).toBeLessThan(TOLERANCE);
    });
    expect(rankCorrelation(result.scores, golden.scores)).toBeGreaterThan(0.99);
  });
});

function eachGolden(id: string, agrees: (golden: Golden) => Promise<void>): void {
  const goldens = modelGoldens(id);
  if (goldens.length === 0) it.skip('skipped: no ../shared', () => {});
  it.each(goldens.map((golden) => [golden.name, golden] as const))('%s agrees', (_, golden) => agrees(golden));
}

async function scored(id: string, { log, scores }: Golden): Promise<Scored> {
  const entry = detectors.find((detector) => detector.id === id);
  if (entry === undefined) throw new Error(`no detector ${id}`);
  const result = await entry.detect((await readText(log)).table, quiet);
  expect(result.scores.length).toBe(scores.length);
  return result;
}

/** Relative, or absolute where the expected value is 0. */
function difference(value: number, expected: number): number {
  return Math.abs(value - expected) / (Math.abs(expected) || 1);
}

/** Rows whose neighbours, or those of a neighbour, are not the only ones that could be chosen. */
async function rowsWithTies({ features }: Scored, k: number): Promise<boolean[]> {
  const { count, columns } = await sampleRows(features, Number.POSITIVE_INFINITY, 1, quiet);
  const d = features.names.length;
  const tree = buildKdTree(columns, count, count, d);
  const search = new NearestSearch(tree, k + 2);
  const neighbours: number[][] = [];
  const isTied: boolean[] = [];
  tree.order.forEach((row, place) => {
    search.find(tree.points.subarray(place * d, (place + 1) * d));
    neighbours[row] = Array.from(search.places.subarray(0, k + 1), (other) => tree.order[other]);
    isTied[row] = search.squares[k + 1] - search.squares[k] <= 1e-9 * search.squares[k + 1];
  });
  return neighbours.map((others) => others.some((other) => isTied[other]));
}

/** Spearman's, of ranks in which ties share their mean. */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (a.length + 1) / 2;
  const sum = (u: Float64Array, v: Float64Array) =>
    u.reduce((total, value, i) => total + (value - mean) * (v[i] - mean), 0);
  return sum(x, y) / Math.sqrt(sum(x, x) * sum(y, y));
}

function ranksOf(values: Float64Array): Float64Array {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < order.length; ) {
    let end = i + 1;
    while (end < order.length && values[order[end]] === values[order[i]]) end++;
    for (let place = i; place < end; place++) ranks[order[place]] = (i + end + 1) / 2;
    i = end;
  }
  return ranks;
}
