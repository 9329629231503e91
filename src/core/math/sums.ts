/**
 * Sum of products of `count` numbers from `a[i]` and `b[j]` on, in eight interleaved parts, each in order: the order in
 * which four pairs of lanes add, so that the kernel's sums have the same bits.
 */
export function dot(a: Float64Array, i: number, b: Float64Array, j: number, count: number): number {
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
  const end = i + count;
  const whole = end - (count & 7);
  for (; i < whole; i += 8, j += 8) {
    s0 += a[i] * b[j];
    s1 += a[i + 1] * b[j + 1];
    s2 += a[i + 2] * b[j + 2];
    s3 += a[i + 3] * b[j + 3];
    s4 += a[i + 4] * b[j + 4];
    s5 += a[i + 5] * b[j + 5];
    s6 += a[i + 6] * b[j + 6];
    s7 += a[i + 7] * b[j + 7];
  }
  if (i < end) s0 += a[i] * b[j];
  if (i + 1 < end) s1 += a[i + 1] * b[j + 1];
  if (i + 2 < end) s2 += a[i + 2] * b[j + 2];
  if (i + 3 < end) s3 += a[i + 3] * b[j + 3];
  if (i + 4 < end) s4 += a[i + 4] * b[j + 4];
  if (i + 5 < end) s5 += a[i + 5] * b[j + 5];
  if (i + 6 < end) s6 += a[i + 6] * b[j + 6];
  return s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
}
