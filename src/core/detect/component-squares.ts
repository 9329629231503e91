import type { FeatureSet } from '../features/feature-sets.ts';
import type { ComponentModel } from './component-detector.ts';
import { componentName } from './component-detector.ts';
import type { Block, Explanation } from './detector.ts';
import { numberOf, type Param, type Params } from './params.ts';
import type { PcaModel } from './pyod-pca-fit.ts';

/** Below this fraction of the variance a component is rounding noise. */
const NOISE = 1e-14;

/** Fraction of the variance that the model's components explain. The rest is the residual. */
export const keptVariance: Param = {
  name: 'variance',
  label: 'Share of the variance that is modelled',
  kind: 'number',
  default: 0.95,
  least: 0.5,
  most: 1,
};

/** Number of components in the model. 0 means: decide by `keptVariance`. */
export function modelSize({ fields: { length } }: FeatureSet): Param {
  const label = 'Components of the model (0: by that share)';
  return { name: 'components', label, kind: 'integer', default: 0, least: 0, most: length };
}

/**
 * Number of components in the model: the given number, or the fewest that explain the wanted fraction of the variance.
 */
export function modelledComponents({ ratio }: PcaModel, params: Params): number {
  const fixed = numberOf(params, 'components');
  if (fixed > 0) return ratio.filter((share, c) => c < fixed && share > NOISE).length;
  const wanted = numberOf(params, keptVariance.name) - 1e-12;
  let share = 0;
  let count = 0;
  while (count < ratio.length && share < wanted && ratio[count] > NOISE) share += ratio[count++];
  return count;
}

/** Variance of the rows along a component. */
export function eigenvalue({ ratio, kept }: PcaModel, component: number): number {
  return ratio[component] * kept.length;
}

/**
 * Writes to `out[at..]`, for each row, the sum over the scored components of weight_k * t_k², where t_k is its
 * projection on component k. O(count * d * k): a million rows of 7 features take about 0.1 s.
 */
export function scoreSquares(
  model: ComponentModel,
  weights: readonly number[],
  { values, stride }: Block,
  count: number,
  out: Float64Array,
  at: number,
): void {
  const { mean, scale, kept, from, to } = model;
  const axes = Float64Array.from(model.axes);
  const m = kept.length;
  const z = new Float64Array(m);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < m; j++) {
      const feature = kept[j];
      z[j] = (values[feature * stride + i] - mean[feature]) / scale[feature];
    }
    let score = 0;
    for (let c = from; c < to; c++) {
      let place = 0;
      for (let j = 0, axis = c * m; j < m; j++, axis++) place += z[j] * axes[axis];
      score += weights[c] * place * place;
    }
    out[at + i] = score;
  }
}

/**
 * Contribution of each feature to this score: `partOf(z, q)`, with z its standardised value and q its share of the
 * projections, q_j = sum over components of weight_k * t_k * v_kj. Both z_j * q_j and, if all weights are 1, q_j² sum
 * to the score.
 */
export function explainSquares(
  model: ComponentModel,
  weights: readonly number[],
  values: Float64Array,
  partOf: (z: number, q: number) => number,
): Explanation {
  const { names, mean, scale, kept, axes, ratio, from, to } = model;
  const m = kept.length;
  const z = kept.map((feature) => (values[feature] - mean[feature]) / scale[feature]);
  const q = z.map(() => 0);
  const terms = ratio.slice(from, to).map((share, k) => {
    const c = from + k;
    const place = z.reduce((sum, value, j) => sum + value * axes[c * m + j], 0);
    for (let j = 0; j < m; j++) q[j] += weights[c] * place * axes[c * m + j];
    return { component: componentName(c), ratio: share, distance: Math.abs(place), term: weights[c] * place * place };
  });
  const out = new Float64Array(1);
  scoreSquares(model, weights, { values, stride: 1 }, 1, out, 0);
  const parts = names.map(() => 0);
  kept.forEach((feature, j) => {
    parts[feature] = partOf(z[j], q[j]);
  });
  return { score: out[0], kind: 'exact', parts, terms };
}
