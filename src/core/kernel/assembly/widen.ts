/** Counts of two bytes as doubles, `count` of them, a multiple of 8; 0xffff becomes `unset`. */
export function widen16(from: usize, count: u32, out: usize, unset: f64): void {
  const marks = i16x8.splat(-1);
  const fill = f64x2.splat(unset);
  for (let i: u32 = 0; i < count; i += 8, from += 16, out += 64) {
    const codes = v128.load(from);
    const isUnset = i16x8.eq(codes, marks);
    widenFour(i32x4.extend_low_i16x8_u(codes), i32x4.extend_low_i16x8_s(isUnset), fill, out);
    widenFour(i32x4.extend_high_i16x8_u(codes), i32x4.extend_high_i16x8_s(isUnset), fill, out + 32);
  }
}

/** As `widen16`, of four bytes. */
export function widen32(from: usize, count: u32, out: usize, unset: f64): void {
  const marks = i32x4.splat(-1);
  const fill = f64x2.splat(unset);
  for (let i: u32 = 0; i < count; i += 4, from += 16, out += 32) {
    const codes = v128.load(from);
    widenFour(codes, i32x4.eq(codes, marks), fill, out);
  }
}

/** Doubles with `unset` in place of NaN, where they stand. */
export function replaceNaN(values: usize, count: u32, unset: f64): void {
  const fill = f64x2.splat(unset);
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const pair = v128.load(values);
    v128.store(values, v128.bitselect(pair, fill, f64x2.eq(pair, pair)));
  }
}

// @ts-ignore: decorator
@inline
function widenFour(codes: v128, isUnset: v128, fill: v128, out: usize): void {
  const low = f64x2.convert_low_i32x4_u(codes);
  const high = f64x2.convert_low_i32x4_u(i8x16.shuffle(codes, codes, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  v128.store(out, v128.bitselect(fill, low, i64x2.extend_low_i32x4_s(isUnset)));
  v128.store(out, v128.bitselect(fill, high, i64x2.extend_high_i32x4_s(isUnset)), 16);
}

/** What the last `extent` found; infinities the wrong way round when it met only NaN. */
export let lowest: f64 = Infinity;
export let highest: f64 = -Infinity;

/** Smallest and largest of `count` doubles, a multiple of 2; NaN is left out. */
export function extent(values: usize, count: u32): void {
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const pair = v128.load(values);
    low = f64x2.pmin(low, pair);
    high = f64x2.pmax(high, pair);
  }
  lowest = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  highest = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1));
}
