import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { PcaModel } from '../detect/pyod-pca-fit.ts';

/** Fraction of the variance that the compared components explain, as in T² and SPE by default. */
const KEPT = 0.95;

/** The number of first components that explain 95 % of the variance. */
export function keptComponents({ ratio }: Pick<PcaModel, 'ratio'>): number {
  let share = 0;
  let count = 0;
  while (count < ratio.length && share < KEPT - 1e-12) share += ratio[count++];
  return count;
}

/**
 * Largest principal angle in degrees between the spans of the first `count` components of two models. A feature that a
 * model dropped has loadings of 0. 90 if a model has fewer than `count` components. Björck & Golub 1973: from the cosine
 * above 45°, from the sine below.
 */
export function subspaceAngle(a: PcaModel, b: PcaModel, count: number): number {
  if (Math.min(a.ratio.length, b.ratio.length) < count) return 90;
  const [p, q] = [basisOf(a, count), basisOf(b, count)];
  const overlap = p.transpose().mmul(q);
  const cosine = Math.min(1, smallest(overlap));
  if (cosine * cosine < 0.5) return degrees(Math.acos(cosine));
  const residual = Matrix.sub(q, p.mmul(overlap));
  return degrees(Math.asin(Math.min(1, largest(residual))));
}

/** One column a component, one line a feature. */
function basisOf({ names, kept, axes }: PcaModel, count: number): Matrix {
  const basis = Matrix.zeros(names.length, count);
  kept.forEach((feature, j) => {
    for (let c = 0; c < count; c++) basis.set(feature, c, axes[c * kept.length + j]);
  });
  return basis;
}

function smallest(matrix: Matrix): number {
  return Math.min(...new SingularValueDecomposition(matrix).diagonal);
}

function largest(matrix: Matrix): number {
  return Math.max(...new SingularValueDecomposition(matrix).diagonal);
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
