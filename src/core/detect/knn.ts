import { type FeatureSet, hasFeatures } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { NearestSearch } from '../math/nearest.ts';
import type { Block, Detector } from './detector.ts';
import { type Crowd, describeCrowd, firstNeighbour, gatherCrowd, neighboursParam } from './neighbours.ts';
import { numberOf, type Param } from './params.ts';
import { explainByReplacing } from './replace.ts';

interface KnnModel extends Crowd {
  readonly distance: string;
}

/** The score as a function of the distances to the neighbours: PyOD's `method`. */
const distance: Param = {
  name: 'distance',
  label: 'Distance',
  kind: 'choice',
  default: 'largest',
  choices: ['largest', 'mean', 'median'],
};

/**
 * PyOD 3.6.5's kNN: the Euclidean distance to the 5th nearest other flow, in raw units, so bytes dominate. For a log of
 * more than 20,000 flows, the distance to the 5th nearest flow of a sample. Ramaswamy, Rastogi & Shim, SIGMOD 2000;
 * PyOD's documentation.
 */
export function knn(set: FeatureSet): Detector<KnnModel> {
  return {
    id: 'knn',
    label: 'kNN',
    params: [neighboursParam(5), distance],
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: async (features, control, params) => ({
      ...(await gatherCrowd(features, numberOf(params, 'k'), control)),
      distance: String(params.distance),
    }),
    score: scoreRows,
    explain: (model, values) =>
      explainByReplacing(
        model.features.map(({ median }) => median),
        values,
        (block, out) => scoreRows(model, block, 1, out, 0),
      ),
    describe: describeCrowd,
  };
}

/** A million rows against a sample of 20,000 take about 4 s. */
function scoreRows(model: KnnModel, { values, stride }: Block, count: number, out: Float64Array, at: number): void {
  const { tree, k } = model;
  const search = new NearestSearch(tree, k + 1);
  const point = new Float64Array(tree.d);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < tree.d; j++) point[j] = values[j * stride + i];
    search.find(point);
    out[at + i] = k === 0 ? 0 : summary(search.squares, firstNeighbour(search), k, model.distance);
  }
}

function summary(squares: Float64Array, first: number, k: number, distance: string): number {
  if (distance === 'largest') return Math.sqrt(squares[first + k - 1]);
  if (distance === 'median') {
    const middle = first + ((k - 1) >>> 1);
    return (Math.sqrt(squares[middle]) + Math.sqrt(squares[first + (k >>> 1)])) / 2;
  }
  let sum = 0;
  for (let i = first; i < first + k; i++) sum += Math.sqrt(squares[i]);
  return sum / k;
}
