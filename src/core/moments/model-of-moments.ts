import { modelOfFactor } from '../detect/model-of-factor.ts';
import { type PcaModel, UNDECIDED } from '../detect/pyod-pca-fit.ts';
import { foldRows } from '../math/qr.ts';
import { choleskyOf } from './cholesky.ts';
import type { Moments, Projections } from './moments.ts';

/** A component of less variance than this is projected as if it had this much, so that weights stay finite. */
const LEAST_RATIO = 1e-16;

/** The model of the first script's sums. The signs of its components are arbitrary. */
export function draftOfMoments(moments: Moments): PcaModel {
  const { features, rows, sums, shift } = moments;
  const d = features.length;
  const factor = emptyFactor(
    rows,
    shift.map((value, f) => value + sums[f] / rows),
  );
  const centred = choleskyOf(moments, rows);
  for (let i = 0; i < d; i++) for (let j = i; j < d; j++) factor[(i + 1) * (d + 1) + j + 1] = centred[i * d + j];
  return modelOf(moments, factor);
}

/** What the second script has to project on: the draft's components, each divided by its standard deviation. */
export function projectionsFor({
  names,
  mean,
  scale,
  kept,
  axes,
  ratio,
}: PcaModel): Pick<Projections, 'center' | 'weights'> {
  const weights = ratio.map((share, c) => {
    const deviation = Math.sqrt(Math.max(share, LEAST_RATIO) * kept.length);
    return names.map((_, f) => {
      const j = kept.indexOf(f);
      return j < 0 ? 0 : axes[c * kept.length + j] / scale[f] / deviation;
    });
  });
  return { center: mean, weights };
}

/**
 * The model of both scripts' sums, with signs as scikit-learn before 1.5 gives them. The second sums are of numbers
 * that are nearly uncorrelated with variance 1, so their factor is exact to the last digits; multiplied by the first
 * factor it has the accuracy of a QR factorisation (CholeskyQR2: Yamamoto, Nakatsukasa, Yanagisawa & Fukaya 2015).
 */
export function modelOfMoments(moments: Moments, projections: Projections): PcaModel {
  const draft = draftOfMoments(moments);
  const factor = emptyFactor(moments.rows, draft.mean);
  const d = draft.names.length;
  const refined = refinedFactor(draft, projections, moments.rows);
  const k = draft.kept.length;
  draft.kept.forEach((a, i) => {
    for (let j = i; j < k; j++) factor[(a + 1) * (d + 1) + draft.kept[j] + 1] = refined[i * k + j];
  });
  return oriented(modelOf(moments, factor), projections);
}

function modelOf({ features: names, rows, low, high }: Moments, factor: Float64Array): PcaModel {
  return modelOfFactor({ names, rows, range: (f) => ({ low: low[f], high: high[f] }) }, factor, () => true);
}

/** R of [1 | X] with only its first row, which has the means. */
function emptyFactor(rows: number, mean: readonly number[]): Float64Array {
  const factor = new Float64Array((mean.length + 1) ** 2);
  factor[0] = Math.sqrt(rows);
  for (let f = 0; f < mean.length; f++) factor[f + 1] = mean[f] * factor[0];
  return factor;
}

/** The factor of the centred features that vary, from the factor of the projections: k x k, upper triangular. */
function refinedFactor({ kept, scale }: PcaModel, projections: Projections, rows: number): Float64Array {
  const k = kept.length;
  const { directions, lengths } = directionsOf(kept, scale, projections);
  const inverse = inverseTransposed(directions, k);
  const whitened = choleskyOf(projections, rows);
  const product = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      let sum = 0;
      for (let c = k - 1; c >= i; c--) sum += (whitened[i * k + c] / lengths[c]) * inverse[c * k + j];
      product[j * k + i] = sum * scale[kept[j]]; // column-major
    }
  }
  const factor = new Float64Array(k * k);
  foldRows(factor, k, product, k, k);
  return factor;
}

/** The rows of the weights as unit vectors of standardised features, and their lengths. */
function directionsOf(kept: readonly number[], scale: readonly number[], { weights }: Projections) {
  const rows = weights.map((row) => kept.map((f) => row[f] * scale[f]));
  const lengths = rows.map((row) => Math.hypot(...row));
  return { lengths, directions: rows.flatMap((row, c) => row.map((value) => value / lengths[c])) };
}

/**
 * The transposed inverse of a matrix Q that is orthonormal but for rounding: (2 - QQᵀ) Q, one step of Newton's method.
 */
function inverseTransposed(q: readonly number[], k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let product = a === b ? 2 : 0;
      for (let j = 0; j < k; j++) product -= q[a * k + j] * q[b * k + j];
      for (let j = 0; j < k; j++) inverse[a * k + j] += product * q[b * k + j];
    }
  }
  return inverse;
}

/**
 * Turns each component so that the row with the largest absolute projection on it projects positively. Each component is
 * close to one draft component, whose extremes are known. The parts of the other drafts in it bound the error: it is
 * `undecided` if the two extremes are closer to each other than this bound.
 */
function oriented(model: PcaModel, projections: Projections): PcaModel {
  const { kept, axes, scale, ratio } = model;
  const { low, high } = projections;
  const k = kept.length;
  const { directions, lengths } = directionsOf(kept, scale, projections);
  const undecided: number[] = [];
  const signs = ratio.map((_, c) => {
    /** The component is the sum of the drafts, each times its factor. */
    const factors = lengths.map((length, p) => {
      let cosine = 0;
      for (let j = 0; j < k; j++) cosine += axes[c * k + j] * directions[p * k + j];
      return cosine / length;
    });
    const reaches = factors.map((factor, p) => Math.abs(factor) * Math.max(high[p], -low[p]));
    const nearest = factors.reduce((best, _, p) => (cosineOf(p) > cosineOf(best) ? p : best), 0);
    function cosineOf(p: number): number {
      return Math.abs(factors[p] * lengths[p]);
    }
    const others = reaches.reduce((sum, reach, p) => (p === nearest ? sum : sum + reach), 0);
    const margin = Math.abs(factors[nearest] * (high[nearest] + low[nearest]));
    if (margin <= Math.max(UNDECIDED * reaches[nearest], 2 * others)) undecided.push(c);
    return high[nearest] >= -low[nearest] === factors[nearest] > 0 ? 1 : -1;
  });
  return { ...model, axes: axes.map((value, at) => value * signs[Math.floor(at / k)]), undecided };
}
