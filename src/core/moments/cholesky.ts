import { foldRows } from '../math/qr.ts';
import { pairAt, type Sums } from './moments.ts';

/** A pivot of less than this, in correlations, is rounding noise: what remains counts as zero. */
const NOISE = 2 ** -50;

/**
 * The upper triangular factor R of the centred rows, d x d row-major: RᵀR is their matrix of products about the mean.
 * Has half the digits of a QR factorisation in a direction with little variance. Pivots are the largest that remain:
 * otherwise the noise of a small one is divided by it (Higham, Accuracy and Stability of Numerical Algorithms, 10.3).
 */
export function choleskyOf({ sums, products }: Pick<Sums, 'sums' | 'products'>, rows: number): Float64Array {
  const d = sums.length;
  const product = (i: number, j: number) => products[pairAt(d, i, j)] - (sums[i] / rows) * sums[j];
  const lengths = sums.map((_, i) => Math.sqrt(Math.max(0, product(i, i))));
  const rest = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = i; j < d; j++) {
      if (lengths[i] === 0 || lengths[j] === 0) continue;
      rest[i * d + j] = product(i, j) / lengths[i] / lengths[j];
      rest[j * d + i] = rest[i * d + j];
    }
  }
  /** Column-major; its rows are in the order of the pivots, so it is not triangular. */
  const factor = new Float64Array(d * d);
  for (let step = 0; step < d; step++) {
    const pivot = largestDiagonal(rest, d);
    const root = Math.sqrt(rest[pivot * d + pivot]);
    if (!(root * root > NOISE)) break;
    const row = rest.slice(pivot * d, (pivot + 1) * d).map((value) => value / root);
    for (let i = 0; i < d; i++) {
      factor[i * d + step] = row[i] * lengths[i];
      for (let j = 0; j < d; j++) rest[i * d + j] = i === pivot || j === pivot ? 0 : rest[i * d + j] - row[i] * row[j];
    }
  }
  const r = new Float64Array(d * d);
  foldRows(r, d, factor, d, d);
  return r;
}

function largestDiagonal(matrix: Float64Array, d: number): number {
  let largest = 0;
  for (let i = 1; i < d; i++) if (matrix[i * d + i] > matrix[largest * d + largest]) largest = i;
  return largest;
}
