import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { FeatureSource } from '../features/feature-source.ts';
import type { PcaModel } from './pyod-pca-fit.ts';

const EPSILON = 2 ** -52;
/** Below this fraction the last component is noise, and PyOD's scores are not reproducible. */
export const DEGENERATE = 1e-14;

/** Whether a feature is included. */
export type IsChosen = (feature: number) => boolean;

/**
 * Means, scales and components from R, the upper triangular factor of [1 | X], d x d row-major. The signs of the
 * components are arbitrary.
 */
export function modelOfFactor(
  { names, rows, range }: Pick<FeatureSource, 'names' | 'rows' | 'range'>,
  r: Float64Array,
  isChosen: IsChosen,
): PcaModel {
  const d = names.length + 1;
  const mean = names.map((_, j) => r[j + 1] / r[0]);
  const variance = names.map((_, j) => {
    let squares = 0;
    for (let i = 1; i <= j + 1; i++) squares += r[i * d + j + 1] ** 2;
    return squares / rows;
  });
  const varies = (j: number): boolean => {
    // scikit-learn's rule for a constant feature. Near the limit the extremes decide, since rounding hides the
    // variance.
    const noise = rows * EPSILON * variance[j] + (rows * mean[j] * EPSILON) ** 2;
    if (variance[j] <= noise) return false;
    if (variance[j] > 1e-16 * mean[j] ** 2) return true;
    const { low, high } = range(j);
    return low < high;
  };
  const varying = names.map((_, j) => varies(j));
  const chosen = names.flatMap((_, j) => (isChosen(j) ? [j] : []));
  const kept = chosen.filter((j) => varying[j]);
  const scale = names.map((_, j) => (varying[j] ? Math.sqrt(variance[j]) : 1));
  const base = { names, mean, scale, kept, constant: chosen.filter((j) => !varying[j]), undecided: [] };
  if (kept.length === 0) return { ...base, ratio: [], axes: [], degenerate: false };

  const centred = new Matrix(d - 1, kept.length);
  kept.forEach((j, column) => {
    for (let i = 0; i < d - 1; i++) centred.set(i, column, r[(i + 1) * d + j + 1] / scale[j]);
  });
  const svd = new SingularValueDecomposition(centred, { computeLeftSingularVectors: false });
  const squares = svd.diagonal.map((value) => value * value);
  const total = squares.reduce((sum, value) => sum + value, 0);
  const ratio = squares.map((value) => value / total);
  const axes = svd.rightSingularVectors.transpose().to1DArray();
  return { ...base, ratio, axes, degenerate: ratio[ratio.length - 1] < DEGENERATE };
}
