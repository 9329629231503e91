/** A squared length below this has lost its digits to underflow; such a column (all below 1e-140) counts as zero. */
const TINY = 1e-280;

/**
 * Folds rows into an upper triangular factor: after the call, RᵀR is the old RᵀR plus BᵀB, so R of all rows ever folded
 * is the R of their QR decomposition, without keeping them. Householder reflections on [R; B], column by column; each
 * column is as exact as its own size allows, so columns of very different scale do no harm.
 *
 * `r` is d x d row-major, zeros below the diagonal; `block` is row-major, `count` x d, and is overwritten.
 * O(count * d²), no scratch. Golub & Van Loan, Matrix Computations, 5.2.
 */
export function foldRows(r: Float64Array, d: number, block: Float64Array, count: number): void {
  const end = count * d;
  for (let k = 0; k < d; k++) {
    let below = 0;
    for (let at = k; at < end; at += d) below += block[at] * block[at];
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
      let dot = head * r[k * d + j];
      for (let at = 0; at < end; at += d) dot += block[at + k] * block[at + j];
      dot *= beta;
      r[k * d + j] -= dot * head;
      for (let at = 0; at < end; at += d) block[at + j] -= dot * block[at + k];
    }
  }
}
