import type { FeatureSet } from '../features/feature-sets.ts';
import { type ComponentDetector, type ComponentModel, componentDetector } from './component-detector.ts';
import { explainSquares, keptVariance, modelledComponents, modelSize, scoreSquares } from './component-squares.ts';

/**
 * Squared prediction error, or Q (Jackson & Mudholkar 1979): what of a flow the model does not explain. The model is the
 * first K principal components, which together have 95 % of the variance unless set otherwise; at least the last one is left to the residual:
 *
 *     SPE(z) = |z - sum over k <= K of t_k v_k|² = sum over k > K of t_k²        t_k = z·v_k
 *
 * A feature adds its squared residual. High for flows that break a rule which nearly all others keep, such as bytes that do
 * not go with packets, however small they are.
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
