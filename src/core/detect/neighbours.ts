import type { Control } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { type RowSample, sampleRows } from '../features/row-sample.ts';
import { buildKdTree, type KdTree } from '../math/kd-tree.ts';
import type { NearestSearch } from '../math/nearest.ts';
import type { Description } from './detector.ts';
import type { Param } from './params.ts';

/** The flows that others are compared with: all of the log, or a sample of it. */
export interface Crowd {
  readonly tree: KdTree;
  readonly features: RowSample['features'];
  readonly count: number;
  readonly rows: number;
  /** Neighbours that count: the wanted number, or all other flows. */
  readonly k: number;
}

/** Twenty neighbours of each of this many flows, among all of them, are found in about 0.2 s. */
const MOST = 20_000;

export function neighboursParam(usual: number): Param {
  return { name: 'k', label: 'Neighbours', kind: 'integer', default: usual, least: 1, most: 100 };
}

/** The crowd of a log of up to 20,000 flows is the log; of a larger one, so many of its flows, drawn with a fixed seed. */
export async function gatherCrowd(features: FeatureSource, wanted: number, control: Control): Promise<Crowd> {
  const { columns, count, rows, features: described } = await sampleRows(features, MOST, 1, control);
  const tree = buildKdTree(columns, count, count, features.names.length);
  return { tree, features: described, count, rows, k: Math.min(wanted, count - 1) };
}

/**
 * Where the neighbours begin in what a search for k + 1 found. A flow at no distance is the flow itself: always so when the crowd
 * is the whole log. Of a sample, a flow that was not drawn and has a double there counts as that double, so that equal
 * flows have equal scores.
 */
export function firstNeighbour(search: NearestSearch): 0 | 1 {
  return search.squares[0] === 0 ? 1 : 0;
}

export function describeCrowd({ features, count, rows }: Crowd): Description {
  return {
    notes: count < rows ? [{ code: 'fitted-on-sample', detail: { sample: count, flows: rows } }] : [],
    transform: 'none',
    scoreScale: 'linear',
    typical: 'median',
    features: features.map(({ name, mean, scale, median }) => ({ name, mean, scale, typical: median })),
    components: [],
  };
}
