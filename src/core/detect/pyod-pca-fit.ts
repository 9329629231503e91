import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { type Control, checkpoint } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { floatKernel } from '../math/float-kernel.ts';
import { foldRows } from '../math/qr.ts';
import { GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';
import type { Block } from './detector.ts';

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
    foldRows(r, d, transposed(summarise(features, first >>> GROUP_BITS), d), d, d);
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
    block.fill(1, 0, count);
    features.read(first, count, block, BLOCK_ROWS, 1);
    foldRows(r, d, block, BLOCK_ROWS, count);
  }
  return r;
}

/** Row-major to column-major, d x d. */
function transposed(r: Float64Array, d: number): Float64Array {
  return r.map((_, at) => r[(at % d) * d + Math.floor(at / d)]);
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
 * of several, projects positively. One pass.
 */
async function orient(model: PcaModel, features: FeatureSource, control: Control): Promise<PcaModel> {
  const m = model.kept.length;
  const k = model.ratio.length;
  const block = { values: new Float64Array(BLOCK_ROWS * model.mean.length), stride: BLOCK_ROWS };
  const high = new Float64Array(k);
  const low = new Float64Array(k);
  const most = new Float64Array(k);
  const least = new Float64Array(k);
  const signs = new Float64Array(k).fill(1);
  for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, features.rows - first);
    features.read(first, count, block.values, BLOCK_ROWS, 0);
    projectExtremes(model, block, count, high, low);
    for (let c = 0; c < k; c++) {
      const largest = Math.max(most[c], -least[c]);
      if (Math.max(high[c], -low[c]) > largest) {
        if (high[c] !== -low[c]) signs[c] = high[c] > -low[c] ? 1 : -1;
        else signs[c] = firstOfAmount(model, block, count, c, high[c]);
      }
      most[c] = Math.max(most[c], high[c]);
      least[c] = Math.min(least[c], low[c]);
    }
    if (first % GROUP_ROWS === 0) await checkpoint(control.signal);
  }
  return {
    ...model,
    axes: model.axes.map((value, at) => value * signs[Math.floor(at / m)]),
    undecided: model.ratio.flatMap((_, c) => {
      const margin = Math.abs(most[c] + least[c]);
      return margin <= UNDECIDED * Math.max(most[c], -least[c]) ? [c] : [];
    }),
  };
}

/** Largest and smallest projection of the block's rows on each component. */
export function projectExtremes(
  model: PcaModel,
  block: Block,
  count: number,
  high: Float64Array,
  low: Float64Array,
): void {
  const kernel = floatKernel();
  if (kernel?.fits(count, model.kept.length) === true) {
    kernel.extremes(model, model.axes, block.values, block.stride, count, high, low);
  } else projectExtremesPlainly(model, block, count, high, low);
}

/** As `projectExtremes`, to the bit, without WebAssembly. */
export function projectExtremesPlainly(
  model: PcaModel,
  block: Block,
  count: number,
  high: Float64Array,
  low: Float64Array,
): void {
  high.fill(-Infinity);
  low.fill(Infinity);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < high.length; c++) {
      const place = projection(model, block, i, c);
      if (place > high[c]) high[c] = place;
      if (place < low[c]) low[c] = place;
    }
  }
}

/** Sign of the first row whose projection on component `c` has this amount. */
function firstOfAmount(model: PcaModel, block: Block, count: number, c: number, amount: number): 1 | -1 {
  for (let i = 0; i < count; i++) {
    const place = projection(model, block, i, c);
    if (Math.abs(place) === amount) return place < 0 ? -1 : 1;
  }
  return 1;
}

/** Place of row `i` of the block on component `c`, in standard deviations. */
export function projection(
  { mean, scale, kept, axes }: PcaModel,
  { values, stride }: Block,
  i: number,
  c: number,
): number {
  let sum = 0;
  for (let j = 0, axis = c * kept.length; j < kept.length; j++, axis++) {
    const feature = kept[j];
    sum += ((values[feature * stride + i] - mean[feature]) / scale[feature]) * axes[axis];
  }
  return sum;
}
