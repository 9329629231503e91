import { checkpoint } from '../control.ts';
import { type Distribution, distributionsOf } from '../features/distributions.ts';
import { type FeatureSet, hasFeatures } from '../features/feature-sets.ts';
import { readFeatures } from '../features/feature-source.ts';
import { lastAtMost, lastBelow } from '../math/counted.ts';
import { type Pause, withPauses } from '../math/stretches.ts';
import { reportScoring } from './detect.ts';
import type { Block, Description, Detector, Explanation } from './detector.ts';
import { numberOf } from './params.ts';

interface Histogram extends Pick<Distribution, 'name' | 'mean' | 'scale' | 'median'> {
  /** Edges of the bins, ascending. The last bin includes its upper edge. */
  readonly edges: Float64Array;
  /** Contribution to the score, by bin. */
  readonly terms: Float64Array;
}

/** PyOD's `alpha`, which keeps the logarithm of an empty bin finite. */
const ALPHA = 0.1;

/**
 * PyOD 3.6.5's HBOS with a histogram of ten equal bins per feature:
 *
 *     score = sum over features of -log2(density of the value's bin + 0.1)
 *
 * The density is per unit of the feature, as in numpy. For a feature that spans more than a hundred units, such as
 * bytes, densities are far below 0.1 and hardly distinguish flows. A value on the edge of two bins is counted in the
 * upper bin and looked up in the lower one. Goldstein & Dengel, KI 2012; PyOD's documentation.
 */
export function hbos(set: FeatureSet): Detector<readonly Histogram[]> {
  return {
    id: 'hbos',
    label: 'HBOS',
    params: [{ name: 'bins', label: 'Bins', kind: 'integer', default: 10, least: 2, most: 1000 }],
    canScore: (table) => hasFeatures(table, set),
    features: (table) => readFeatures(table, set),
    fit: async (features, control, params) => {
      const onShare = (share: number) => reportScoring(control, Math.round(share * features.rows), features.rows);
      const distributions = await distributionsOf(features, control, onShare);
      const pause = () => checkpoint(control.signal);
      const model: Histogram[] = [];
      for (const distribution of distributions) {
        model.push(await histogramOf(distribution, numberOf(params, 'bins'), pause));
      }
      return model;
    },
    score: scoreRows,
    explain,
    describe,
  };
}

/**
 * Equal bins from the smallest to the largest value, as numpy makes them. For a single value, half a unit on both
 * sides.
 */
async function histogramOf(
  { name, mean, scale, median, values, counts, rows }: Distribution,
  bins: number,
  pause: Pause,
): Promise<Histogram> {
  let [low, high] = [values[0], values[values.length - 1]];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const step = (high - low) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, bin) => (bin === bins ? high : bin * step + low));
  const inBin = new Float64Array(bins);
  await withPauses(values.length, pause, (from, to) => {
    for (let i = from; i < to; i++) inBin[Math.min(bins - 1, lastAtMost(edges, values[i]))] += counts[i];
  });
  const terms = inBin.map((_, bin) => {
    const density = inBin[bin] === 0 ? 0 : inBin[bin] / (edges[bin + 1] - edges[bin]) / rows;
    // Bins around a single value beyond 2^53 have no width.
    return -Math.log2(Math.min(density, Number.MAX_VALUE) + ALPHA);
  });
  return { name, mean, scale, median, edges, terms };
}

/** Scores the first `count` rows. O(count * d * log bins): a million rows of 7 features take about 0.1 s. */
function scoreRows(
  model: readonly Histogram[],
  { values, stride }: Block,
  count: number,
  out: Float64Array,
  at: number,
): void {
  out.fill(0, at, at + count);
  for (let feature = 0; feature < model.length; feature++) {
    const { edges, terms } = model[feature];
    const column = feature * stride;
    for (let i = 0; i < count; i++) out[at + i] += terms[binOf(edges, values[column + i])];
  }
}

/** The bin that a value is looked up in. */
function binOf(edges: Float64Array, value: number): number {
  return Math.max(0, lastBelow(edges, value));
}

function explain(model: readonly Histogram[], row: Float64Array): Explanation {
  const parts = model.map(({ edges, terms }, feature) => terms[binOf(edges, row[feature])]);
  return { score: parts.reduce((sum, part) => sum + part, 0), kind: 'exact', parts, terms: [] };
}

function describe(model: readonly Histogram[]): Description {
  return {
    notes: [],
    transform: 'none',
    scoreScale: 'log',
    typical: 'median',
    features: model.map(({ name, mean, scale, median }) => ({ name, mean, scale, typical: median })),
    components: [],
  };
}
