/**
 * Writes one bit per row: 1 where the row's code is `code`. `count` is a multiple of 32. Codes have one byte here, two
 * and four in the next functions. See `core/selection/code-bits.ts`.
 */
export function equal8(codes: usize, count: u32, code: u32, out: usize): void {
  const wanted = i8x16.splat(<i8>code);
  for (let i: u32 = 0; i < count; i += 16, codes += 16, out += 2) {
    store<u16>(out, <u16>i8x16.bitmask(i8x16.eq(v128.load(codes), wanted)));
  }
}

export function equal16(codes: usize, count: u32, code: u32, out: usize): void {
  const wanted = i16x8.splat(<i16>code);
  for (let i: u32 = 0; i < count; i += 16, codes += 32, out += 2) {
    const low = i16x8.eq(v128.load(codes), wanted);
    const high = i16x8.eq(v128.load(codes, 16), wanted);
    store<u16>(out, <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(low, high)));
  }
}

export function equal32(codes: usize, count: u32, code: u32, out: usize): void {
  const wanted = i32x4.splat(<i32>code);
  for (let i: u32 = 0; i < count; i += 8, codes += 32, out++) {
    const low = i32x4.eq(v128.load(codes), wanted);
    const high = i32x4.eq(v128.load(codes, 16), wanted);
    store<u8>(out, <u8>i16x8.bitmask(i16x8.narrow_i32x4_s(low, high)));
  }
}

/** Writes one bit per row: the flag of its code. `flags` has a byte of 1 or 0 per code. */
export function flagged8(codes: usize, count: u32, flags: usize, out: usize): void {
  for (let i: u32 = 0; i < count; i += 8, codes += 8, out++) {
    let bits: u32 = 0;
    for (let k: u32 = 0; k < 8; k++) bits |= <u32>load<u8>(flags + <usize>load<u8>(codes + k)) << k;
    store<u8>(out, <u8>bits);
  }
}

export function flagged16(codes: usize, count: u32, flags: usize, out: usize): void {
  for (let i: u32 = 0; i < count; i += 8, codes += 16, out++) {
    let bits: u32 = 0;
    for (let k: u32 = 0; k < 8; k++) bits |= <u32>load<u8>(flags + <usize>load<u16>(codes + 2 * k)) << k;
    store<u8>(out, <u8>bits);
  }
}

export function flagged32(codes: usize, count: u32, flags: usize, out: usize): void {
  for (let i: u32 = 0; i < count; i += 8, codes += 32, out++) {
    let bits: u32 = 0;
    for (let k: u32 = 0; k < 8; k++) bits |= <u32>load<u8>(flags + <usize>load<u32>(codes + 4 * k)) << k;
    store<u8>(out, <u8>bits);
  }
}

/** Writes one bit per double: 1 from `from` to `to`, both included. 0 for NaN. */
export function within(values: usize, count: u32, from: f64, to: f64, out: usize): void {
  const low = f64x2.splat(from);
  const high = f64x2.splat(to);
  for (let i: u32 = 0; i < count; i += 8, values += 64, out++) {
    const first = fourWithin(values, low, high);
    const second = fourWithin(values + 32, low, high);
    store<u8>(out, <u8>i16x8.bitmask(i16x8.narrow_i32x4_s(first, second)));
  }
}

// @ts-ignore: decorator
@inline
function fourWithin(values: usize, low: v128, high: v128): v128 {
  const a = v128.load(values);
  const b = v128.load(values, 16);
  const first = v128.and(f64x2.ge(a, low), f64x2.le(a, high));
  const second = v128.and(f64x2.ge(b, low), f64x2.le(b, high));
  return v128.shuffle<i32>(first, second, 0, 2, 4, 6);
}

/** Result of the latest `countBeside`. */
export let below: u32 = 0;
export let above: u32 = 0;

/** Counts doubles below and above `value`. `count` is a multiple of 2. NaN is neither. */
export function countBeside(values: usize, count: u32, value: f64): void {
  const middle = f64x2.splat(value);
  let less = i64x2.splat(0);
  let more = i64x2.splat(0);
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const pair = v128.load(values);
    less = i64x2.sub(less, f64x2.lt(pair, middle));
    more = i64x2.sub(more, f64x2.gt(pair, middle));
  }
  below = <u32>(i64x2.extract_lane(less, 0) + i64x2.extract_lane(less, 1));
  above = <u32>(i64x2.extract_lane(more, 0) + i64x2.extract_lane(more, 1));
}
