import { type Control, checkpoint, turns } from '../control.ts';
import { type FeatureSet, hasFeatures } from '../features/feature-sets.ts';
import { type FeatureSource, readFeatures } from '../features/feature-source.ts';
import { NearestSearch } from '../math/nearest.ts';
import { reportScoring } from './detect.ts';
import type { Block, Detector } from './detector.ts';
import { type Crowd, describeCrowd, firstNeighbour, gatherCrowd, neighboursParam } from './neighbours.ts';
import { numberOf } from './params.ts';
import { explainByReplacing } from './replace.ts';

interface LofModel extends Crowd {
  /** By position in the tree: the distance of the flow to its k-th neighbour. */
  readonly reach: Float64Array;
  /**
   * By position in the tree: local reachability density, the inverse of the mean reachability distance to the
   * neighbours.
   */
  readonly density: Float64Array;
}

/** scikit-learn's constant, which keeps the density of equal flows finite. */
const TINY = 1e-10;

/**
 * PyOD 3.6.5's LOF: the density around a flow's 20 nearest neighbours relative to the density around the flow, in raw
 * units.
 *
 *     score(x) = mean of density(o) over the neighbours o / density(x)
 *     density(x) = 1 / (mean over o of max(|x - o|, reach(o)) + 1e-10)        reach(o): distance to o's own k-th
 * neighbour
 *
 * About 1 for most flows, also in sparse regions. If several flows are at the k-th distance, their order decides which
 * of them are neighbours, as in scikit-learn. Breunig, Kriegel, Ng & Sander, SIGMOD 2000; scikit-learn's documentation.
 */
export function lof(set: FeatureSet): Detector<LofModel> {
  return {
    id: 'lof',
    label: 'LOF',
    params: [neighboursParam(20)],
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: (features, control, params) => fitLof(features, numberOf(params, 'k'), control),
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

async function fitLof(features: FeatureSource, wanted: number, control: Control): Promise<LofModel> {
  const crowd = await gatherCrowd(features, wanted, control);
  const { tree, count, k, rows } = crowd;
  const neighbours = new Uint32Array(count * k);
  const distances = new Float64Array(count * k);
  const reach = new Float64Array(count);
  const search = new NearestSearch(tree, k + 1);
  const isDue = turns();
  for (let place = 0; place < count; place++) {
    if (isDue()) {
      reportScoring(control, Math.round((place / count) * rows), rows);
      await checkpoint(control.signal);
    }
    search.find(tree.points.subarray(place * tree.d, (place + 1) * tree.d));
    const first = firstNeighbour(search);
    for (let i = 0; i < k; i++) {
      neighbours[place * k + i] = search.places[first + i];
      distances[place * k + i] = Math.sqrt(search.squares[first + i]);
    }
    reach[place] = k === 0 ? 0 : distances[place * k + k - 1];
  }
  const density = reach.map((_, place) => {
    let sum = 0;
    for (let i = place * k; i < (place + 1) * k; i++) sum += Math.max(distances[i], reach[neighbours[i]]);
    return densityOf(sum, k);
  });
  return { ...crowd, reach, density };
}

/** A million rows against a sample of 20,000 take about 8 s. */
function scoreRows(model: LofModel, { values, stride }: Block, count: number, out: Float64Array, at: number): void {
  const { tree, k, reach, density } = model;
  const search = new NearestSearch(tree, k + 1);
  const point = new Float64Array(tree.d);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < tree.d; j++) point[j] = values[j * stride + i];
    search.find(point);
    const first = firstNeighbour(search);
    let distances = 0;
    let densities = 0;
    for (let neighbour = first; neighbour < first + k; neighbour++) {
      const place = search.places[neighbour];
      distances += Math.max(Math.sqrt(search.squares[neighbour]), reach[place]);
      densities += density[place];
    }
    out[at + i] = k === 0 ? 0 : densities / k / densityOf(distances, k);
  }
}

function densityOf(distances: number, k: number): number {
  return 1 / (distances / Math.max(1, k) + TINY);
}
