import type { Control } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { type RowSample, sampleRows } from '../features/row-sample.ts';
import { buildKdTree, type KdTree } from '../math/kd-tree.ts';
import type { NearestSearch } from '../math/nearest.ts';
import type { Description } from './detector.ts';
import type { Param } from './params.ts';

/** The flows that a flow is compared with: the whole log, or a sample of it. */
export interface Crowd {
  readonly tree: KdTree;
  readonly features: RowSample['features'];
  readonly count: number;
  readonly rows: number;
  /** Number of neighbours: the wanted number, or all other flows if there are fewer. */
  readonly k: number;
}

/** Maximum number of flows. Finding twenty neighbours of each of them takes about 0.2 s. */
const MOST = 20_000;

/** The setting for the number of neighbours. */
export function neighboursParam(usual: number): Param {
  return { name: 'k', label: 'Neighbours', kind: 'integer', default: usual, least: 1, most: 100 };
}

/**
 * The flows to compare with: all flows of a log of up to 20,000, otherwise a sample of 20,000 drawn with a fixed seed.
 */
export async function gatherCrowd(features: FeatureSource, wanted: number, control: Control): Promise<Crowd> {
  const { columns, count, rows, features: described } = await sampleRows(features, MOST, 1, control);
  const tree = buildKdTree(columns, count, count, features.names.length);
  return { tree, features: described, count, rows, k: Math.min(wanted, count - 1) };
}

/**
 * Index of the first neighbour among the k + 1 nearest flows. A flow at distance 0 counts as the flow itself and is
 * skipped. For a sample this also skips a duplicate of a flow that was not drawn, so equal flows get equal scores.
 */
export function firstNeighbour(search: NearestSearch): 0 | 1 {
  return search.squares[0] === 0 ? 1 : 0;
}

/** The description of the features of the compared flows. */
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
