import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { type Control, checkpoint } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { foldRows } from '../math/qr.ts';
import { GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';

/** What the PCA learned. Plain data: it can be cloned, saved and compared. */
export interface PcaModel {
  readonly names: readonly string[];
  readonly mean: readonly number[];
  /** Population standard deviation, 1 for a constant feature. */
  readonly scale: readonly number[];
  /** Features that vary, by index; the others were dropped. */
  readonly kept: readonly number[];
  /** Share of the variance of each component, descending. */
  readonly ratio: readonly number[];
  /** Components, row-major: `axes[c * kept.length + j]` belongs to feature `kept[j]`. */
  readonly axes: readonly number[];
  /** The last component is rounding noise, or nothing varies: see `scoreRows`. */
  readonly degenerate: boolean;
  /** Components whose sign two rows nearly decide against each other. */
  readonly undecided: readonly number[];
}

const BLOCK_ROWS = 1024;
const EPSILON = 2 ** -52;
/** Below this share the last component is noise, and PyOD's scores are not reproducible. */
const DEGENERATE = 1e-14;
const UNDECIDED = 1e-9;

/**
 * Fits in two passes: QR of [1 | X] gives means, variances and the centred factor at once, its singular vectors are the
 * components; the second pass finds their signs. QR because a covariance loses half the digits, and real logs have
 * components of a millionth of the variance. Groups are merged in order, so the result does not depend on who made them.
 */
export async function fitPca(features: FeatureSource, control: Control): Promise<PcaModel> {
  const d = features.names.length + 1;
  const r = new Float64Array(d * d);
  for (let first = 0; first < features.rows; first += GROUP_ROWS) {
    foldRows(r, d, summarise(features, first >>> GROUP_BITS), d);
    await checkpoint(control.signal);
  }
  const draft = solve(features, r);
  return draft.ratio.length === 0 ? draft : orient(draft, features, control);
}

/** R of [1 | X] over one group of rows, d x d. */
function summarise(features: FeatureSource, group: number): Float64Array {
  const d = features.names.length + 1;
  const r = new Float64Array(d * d);
  const block = new Float64Array(BLOCK_ROWS * d);
  const end = Math.min(features.rows, (group + 1) << GROUP_BITS);
  for (let first = group << GROUP_BITS; first < end; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, end - first);
    for (let i = 0; i < count; i++) block[i * d] = 1;
    features.read(first, count, block, d, 1);
    foldRows(r, d, block, count);
  }
  return r;
}

/** Means, scales and unsigned components from R. */
function solve(features: FeatureSource, r: Float64Array): PcaModel {
  const { names, rows } = features;
  const d = names.length + 1;
  const mean = names.map((_, j) => r[j + 1] / r[0]);
  const variance = names.map((_, j) => {
    let squares = 0;
    for (let i = 1; i <= j + 1; i++) squares += r[i * d + j + 1] ** 2;
    return squares / rows;
  });
  const kept = names.flatMap((_, j) => {
    // scikit-learn's rule for a constant feature; near it the extremes tell what rounding cannot.
    const noise = rows * EPSILON * variance[j] + (rows * mean[j] * EPSILON) ** 2;
    if (variance[j] <= noise) return [];
    if (variance[j] > 1e-16 * mean[j] ** 2) return [j];
    const { low, high } = features.range(j);
    return low < high ? [j] : [];
  });
  const scale = names.map((_, j) => (kept.includes(j) ? Math.sqrt(variance[j]) : 1));
  const base = { names, mean, scale, kept, undecided: [] };
  if (kept.length === 0) return { ...base, kept: [], ratio: [], axes: [], degenerate: false };

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

/**
 * Signs as scikit-learn before 1.5 gives them: the row with the largest projection on a component, by amount, the first
 * of several, projects positively. One pass; rows too near the mean to matter are told by their norm alone.
 */
async function orient(model: PcaModel, features: FeatureSource, control: Control): Promise<PcaModel> {
  const d = model.mean.length;
  const { kept, ratio } = model;
  const m = kept.length;
  const k = ratio.length;
  const mean = Float64Array.from(kept, (feature) => model.mean[feature]);
  const scale = Float64Array.from(kept, (feature) => model.scale[feature]);
  const axes = Float64Array.from(model.axes);
  const block = new Float64Array(BLOCK_ROWS * d);
  const z = new Float64Array(m);
  const most = new Float64Array(k);
  const least = new Float64Array(k);
  const largest = new Float64Array(k);
  const signs = new Float64Array(k).fill(1);
  /** Squared norm below which a row cannot have the largest projection on the component, nor come near it. */
  const bound = new Float64Array(k);
  for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, features.rows - first);
    features.read(first, count, block, d, 0);
    for (let i = 0; i < count; i++) {
      let norm = 0;
      for (let j = 0; j < m; j++) {
        const value = (block[i * d + kept[j]] - mean[j]) / scale[j];
        z[j] = value;
        norm += value * value;
      }
      for (let c = 0; c < k; c++) {
        if (norm < bound[c]) continue;
        let dot = 0;
        for (let j = 0, axis = c * m; j < m; j++, axis++) dot += z[j] * axes[axis];
        if (dot > most[c]) most[c] = dot;
        else if (dot < least[c]) least[c] = dot;
        else continue;
        const size = Math.abs(dot);
        if (size <= largest[c]) continue;
        largest[c] = size;
        signs[c] = dot < 0 ? -1 : 1;
        bound[c] = size * size * (1 - 1e-6);
      }
    }
    if (first % GROUP_ROWS === 0) await checkpoint(control.signal);
  }
  return {
    ...model,
    axes: model.axes.map((value, at) => value * signs[Math.floor(at / m)]),
    undecided: ratio.flatMap((_, c) => {
      const margin = Math.abs(most[c] + least[c]);
      return margin <= UNDECIDED * largest[c] ? [c] : [];
    }),
  };
}
