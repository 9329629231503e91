/**
 * numpy's `percentile(values, 100 * (1 - share))` with linear interpolation, of values already sorted: `at(i)` is the
 * i-th smallest of `n`. The arithmetic is in numpy's order, both branches of its interpolation included, so that the
 * result has the same bits.
 */
export function upperQuantile(n: number, at: (i: number) => number, share: number): number {
  return quantile(n, at, (100 * (1 - share)) / 100);
}

/** numpy's linear quantile at `q`, to the bit, of values as above. */
export function quantile(n: number, at: (i: number) => number, q: number): number {
  const h = (n - 1) * q;
  const i = Math.min(Math.floor(h), n - 1);
  const t = h - i;
  const a = at(i);
  const b = at(Math.min(i + 1, n - 1));
  if (a === b) return a;
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
}
