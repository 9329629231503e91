import { floatKernel } from './float-kernel.ts';
import { dot } from './sums.ts';

/**
 * A smaller squared length has lost its digits to underflow. A column with this length (all values below 1e-140) counts
 * as zero.
 */
const TINY = 1e-280;

/**
 * Folds rows into an upper triangular factor: after the call, RᵀR is the old RᵀR plus BᵀB, so R of all rows ever folded
 * is the R of their QR decomposition, without keeping them. Householder reflections on [R; B], column by column; each
 * column is as exact as its own size allows, so columns of very different scale do no harm.
 *
 * `r` is d x d row-major, zeros below the diagonal; `block` is column-major, column j of row i at `block[j * stride +
 * i]`, and may be overwritten. O(count * d²): a million rows of 8 columns take about 20 ms in Node.
 * Golub & Van Loan, Matrix Computations, 5.2.
 */
export function foldRows(r: Float64Array, d: number, block: Float64Array, stride: number, count: number): void {
  const kernel = floatKernel();
  if (kernel?.fits(count, d) === true) kernel.foldRows(r, d, block, stride, count, TINY);
  else foldRowsPlainly(r, d, block, stride, count);
}

/** As `foldRows`, to the bit, without WebAssembly. */
export function foldRowsPlainly(r: Float64Array, d: number, block: Float64Array, stride: number, count: number): void {
  for (let k = 0; k < d; k++) {
    const column = k * stride;
    const below = dot(block, column, block, column, count);
    if (below === 0) continue; // already upper triangular here
    const diagonal = r[k * d + k];
    const norm = Math.sqrt(diagonal * diagonal + below);
    // The reflection maps (diagonal, column) to (∓norm, 0); the sign that avoids cancellation.
    const reflected = diagonal > 0 ? -norm : norm;
    const head = diagonal - reflected;
    const length = head * head + below;
    if (length < TINY) continue;
    const beta = 2 / length;
    r[k * d + k] = reflected;
    for (let j = k + 1; j < d; j++) {
      const other = j * stride;
      const factor = (head * r[k * d + j] + dot(block, column, block, other, count)) * beta;
      r[k * d + j] -= factor * head;
      for (let i = 0; i < count; i++) block[other + i] -= factor * block[column + i];
    }
  }
}
