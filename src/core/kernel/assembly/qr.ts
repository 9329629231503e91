import { dot, subtract } from './sums';

/** As `foldRows` in `math/qr.ts`, to the bit; `count` is a multiple of 8, rows added for that are zeros. */
export function foldRows(r: usize, d: u32, block: usize, stride: u32, count: u32, tiny: f64): void {
  const columnStep = <usize>stride << 3;
  const rowStep = <usize>d << 3;
  let column = block;
  for (let k: u32 = 0; k < d; k++, column += columnStep) {
    const row = r + <usize>k * rowStep;
    const below = dot(column, column, count);
    if (below == 0) continue;
    const diagonal = load<f64>(row + (<usize>k << 3));
    const norm = sqrt(diagonal * diagonal + below);
    const reflected = diagonal > 0 ? -norm : norm;
    const head = diagonal - reflected;
    const length = head * head + below;
    if (length < tiny) continue;
    const beta = 2 / length;
    store<f64>(row + (<usize>k << 3), reflected);
    let other = column + columnStep;
    for (let j = k + 1; j < d; j++, other += columnStep) {
      const at = row + (<usize>j << 3);
      const factor = (head * load<f64>(at) + dot(column, other, count)) * beta;
      store<f64>(at, load<f64>(at) - factor * head);
      subtract(factor, column, other, count);
    }
  }
}
