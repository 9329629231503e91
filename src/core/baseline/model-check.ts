import { DEGENERATE } from '../detect/model-of-factor.ts';
import type { PcaModel } from '../detect/pyod-pca-fit.ts';
import { ShapeError } from './json-shape.ts';

/** What rounding may take from a sum of shares, or from a right angle. */
const ROUNDING = 1e-6;

/** Throws `ShapeError` for a model that no fit can produce, such as one that was edited by hand. */
export function checkModel(model: PcaModel): void {
  const { kept, names, ratio, degenerate } = model;
  if (new Set(names).size < names.length) throw new ShapeError('features: a name comes twice');
  if (kept.some((feature, j) => j > 0 && feature <= kept[j - 1])) {
    throw new ShapeError('kept: features are not in the order of the features');
  }
  if (ratio.some((share, c) => c > 0 && share > ratio[c - 1])) {
    throw new ShapeError('components: shares of the variance do not fall');
  }
  const total = ratio.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) > ROUNDING) throw new ShapeError(`components: shares of the variance add up to ${total}`);
  if (degenerate !== ratio[ratio.length - 1] < DEGENERATE)
    throw new ShapeError('degenerate does not fit the components');
  checkOrthonormal(model);
}

function checkOrthonormal({ kept: { length }, axes }: PcaModel): void {
  for (let a = 0; a < length; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let j = 0; j < length; j++) product += axes[a * length + j] * axes[b * length + j];
      if (Math.abs(product - (a === b ? 1 : 0)) > ROUNDING) {
        throw new ShapeError('components: loadings are not orthonormal');
      }
    }
  }
}
