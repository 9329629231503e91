/**
 * Sum of products of two columns of `count` doubles, a multiple of 8, in eight interleaved parts: see `math/sums.ts`.
 */
export function dot(a: usize, b: usize, count: u32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const end = a + (<usize>count << 3);
  for (; a < end; a += 64, b += 64) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), v128.load(b)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a, 16), v128.load(b, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a, 32), v128.load(b, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a, 48), v128.load(b, 48)));
  }
  const sum = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** to[i] -= factor * from[i] over `count` doubles, a multiple of 8. */
export function subtract(factor: f64, from: usize, to: usize, count: u32): void {
  const factors = f64x2.splat(factor);
  const end = from + (<usize>count << 3);
  for (; from < end; from += 32, to += 32) {
    v128.store(to, f64x2.sub(v128.load(to), f64x2.mul(factors, v128.load(from))));
    v128.store(to, f64x2.sub(v128.load(to, 16), f64x2.mul(factors, v128.load(from, 16))), 16);
  }
}
