import type { FeatureSet } from '../features/feature-sets.ts';
import { type ComponentDetector, type ComponentModel, componentDetector } from './component-detector.ts';
import {
  eigenvalue,
  explainSquares,
  keptVariance,
  modelledComponents,
  modelSize,
  scoreSquares,
} from './component-squares.ts';

/**
 * Hotelling's T²: the squared distance of a flow from the mean within the model, in standard deviations squared. The
 * model is the first K principal components, which by default explain 95 % of the variance:
 *
 *     T²(z) = sum over k <= K of t_k² / λ_k        t_k = z·v_k: projection on component k, λ_k: its variance
 *
 * A feature contributes z_j * sum over k of t_k v_kj / λ_k. Contributions sum to T² and may be negative (Miller,
 * Swanson & Heckler 1998; Nomikos & MacGregor 1995). High for flows that are extreme in the directions in which flows
 * of this log vary.
 */
export function hotelling(set: FeatureSet): ComponentDetector {
  const weights = (model: ComponentModel) => model.ratio.map((_, c) => 1 / eigenvalue(model, c));
  return componentDetector(set, {
    id: 't2',
    label: 'Hotelling T²',
    params: [keptVariance, modelSize(set)],
    choose: (model, params) => [0, modelledComponents(model, params)],
    score: (model, block, count, out, at) => scoreSquares(model, weights(model), block, count, out, at),
    explain: (model, values) => explainSquares(model, weights(model), values, (z, q) => z * q),
    notes: () => [],
  });
}
