import type { FeatureSet } from '../features/feature-sets.ts';
import { type ComponentDetector, type ComponentModel, componentDetector } from './component-detector.ts';
import { explainSquares, keptVariance, modelledComponents, modelSize, scoreSquares } from './component-squares.ts';

/**
 * Squared prediction error, or Q (Jackson & Mudholkar 1979): the squared distance of a flow from the model. The model
 * is the first K principal components, which by default explain 95 % of the variance. At least the last component is in
 * the residual:
 *
 *     SPE(z) = |z - sum over k <= K of t_k v_k|² = sum over k > K of t_k²        t_k = z·v_k
 *
 * A feature contributes its squared residual. High for flows of any size that break the correlations of the log, such
 * as many bytes in few packets.
 */
export function spe(set: FeatureSet): ComponentDetector {
  const weights = (model: ComponentModel) => model.ratio.map(() => 1);
  return componentDetector(set, {
    id: 'spe',
    label: 'SPE (Q)',
    params: [keptVariance, modelSize(set)],
    choose: (model, params) => {
      const { length } = model.ratio;
      return [Math.min(modelledComponents(model, params), Math.max(0, length - 1)), length];
    },
    score: (model, block, count, out, at) => scoreSquares(model, weights(model), block, count, out, at),
    explain: (model, values) => explainSquares(model, weights(model), values, (_, residual) => residual * residual),
    notes: () => [],
  });
}
