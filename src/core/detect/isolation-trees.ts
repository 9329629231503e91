import { type Control, checkpoint, turns } from '../control.ts';
import type { RowSample } from '../features/row-sample.ts';
import type { Random } from '../math/random.ts';

/**
 * Trees as heaps of `NODES` nodes each, one after another. The children of node i are 2i + 1 and 2i + 2. Plain data.
 *
 *     feature  0..d-1, or LEAF          threshold  less goes left, the rest right          path  of a leaf: see
 * `growTrees`
 */
export interface IsolationTrees {
  readonly count: number;
  readonly feature: Uint8Array;
  readonly threshold: Float64Array;
  readonly path: Float64Array;
}

/** Rows per tree, and the maximum depth (their binary logarithm). Deeper rows are ordinary. */
const SAMPLE = 256;
const DEPTH = 8;
/** Nodes per tree, and the `feature` of a leaf. */
export const NODES = 2 ** (DEPTH + 1) - 1;
export const LEAF = 255;
/** Rows that `count` trees need without sharing rows. */
export const rowsFor = (count: number) => count * SAMPLE;
const EULER = 0.5772156649015329;

/**
 * Grows trees of up to 256 rows of the sample each. A node is split at a threshold drawn uniformly between the minimum
 * and maximum of a feature, drawn among those that vary in the node. The path of a leaf is its depth, plus the average
 * depth of a tree of its remaining rows. Liu, Ting & Zhou 2008.
 */
export async function growTrees(
  sample: RowSample,
  count: number,
  random: Random,
  { signal }: Pick<Control, 'signal'>,
): Promise<IsolationTrees> {
  const trees: IsolationTrees = {
    count,
    feature: new Uint8Array(count * NODES).fill(LEAF),
    threshold: new Float64Array(count * NODES),
    path: new Float64Array(count * NODES),
  };
  const rows = Uint32Array.from({ length: sample.count }, (_, row) => row);
  const isDue = turns();
  for (let tree = 0; tree < count; tree++) {
    if (isDue()) await checkpoint(signal);
    const size = drawFirst(rows, Math.min(SAMPLE, rows.length), random);
    grow(trees, tree * NODES, 0, 0, sample, rows, 0, size, random);
  }
  return trees;
}

/** Average depth of a row in a tree of this many rows. */
export function averagePath(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + EULER) - (2 * (rows - 1)) / rows;
}

/** Average depth in the trees of a sample. */
export function usualPath({ count }: RowSample): number {
  return averagePath(Math.min(SAMPLE, count));
}

/** Moves `count` rows, drawn without replacement, to the front. */
function drawFirst(rows: Uint32Array, count: number, random: Random): number {
  for (let i = 0; i < count; i++) {
    const j = random.integer(i, rows.length - 1);
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
  return count;
}

function grow(
  trees: IsolationTrees,
  tree: number,
  node: number,
  depth: number,
  sample: RowSample,
  rows: Uint32Array,
  start: number,
  end: number,
  random: Random,
): void {
  const cut = depth < DEPTH && end - start > 1 ? drawCut(sample, rows, start, end, random) : null;
  if (cut === null) {
    trees.path[tree + node] = depth + averagePath(end - start);
    return;
  }
  const column = cut.feature * sample.count;
  let middle = start;
  for (let i = start; i < end; i++) {
    const row = rows[i];
    if (sample.columns[column + row] >= cut.threshold) continue;
    rows[i] = rows[middle];
    rows[middle++] = row;
  }
  trees.feature[tree + node] = cut.feature;
  trees.threshold[tree + node] = cut.threshold;
  grow(trees, tree, 2 * node + 1, depth + 1, sample, rows, start, middle, random);
  grow(trees, tree, 2 * node + 2, depth + 1, sample, rows, middle, end, random);
}

/**
 * Draws a feature that varies among the rows and a threshold between its extremes, above the smaller one. Null if no
 * feature varies.
 */
function drawCut(
  { columns, count, features }: RowSample,
  rows: Uint32Array,
  start: number,
  end: number,
  random: Random,
): { readonly feature: number; readonly threshold: number } | null {
  const varying: { readonly feature: number; readonly low: number; readonly high: number }[] = [];
  for (let feature = 0; feature < features.length; feature++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = start; i < end; i++) {
      const value = columns[feature * count + rows[i]];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low < high) varying.push({ feature, low, high });
  }
  if (varying.length === 0) return null;
  const { feature, low, high } = random.pick(varying);
  const threshold = high - random.uniform() * (high - low); // leaves a row on both sides
  return { feature, threshold: threshold > low ? threshold : high };
}
