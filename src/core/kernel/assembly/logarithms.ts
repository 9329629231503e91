/*
 * Logarithms as fdlibm has them, two at a time. V8 and SpiderMonkey compute by fdlibm as well, so they agree with
 * `Math.log` and `Math.log1p` there to the bit. Numbers that fdlibm has a branch of its own for, nearly none, take the
 * way for one.
 *
 * The method and its constants:
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun Microsystems, Inc.
 * business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
 * is preserved.
 */
const LN2_HIGH: f64 = 6.93147180369123816490e-01;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const L1: f64 = 6.666666666666735130e-01;
const L2: f64 = 3.999999999940941908e-01;
const L3: f64 = 2.857142874366239149e-01;
const L4: f64 = 2.222219843214978396e-01;
const L5: f64 = 1.818357216161805012e-01;
const L6: f64 = 1.531383769920937332e-01;
const L7: f64 = 1.479819860511658591e-01;
const MANTISSA: u64 = 0x000f_ffff_ffff_ffff;
const ONE: u64 = 0x3ff0_0000_0000_0000;
/** From here on 1 + x is x. */
const LARGE: f64 = 9007199254740992;

/** What the loops need of each of them twice, in memory: there it is read faster than a pair is made of one. */
const pairs = memory.data<f64>([
  1, 1, 2, 2, 0.5, 0.5, LN2_HIGH, LN2_HIGH, LN2_LOW, LN2_LOW,
  L1, L1, L2, L2, L3, L3, L4, L4, L5, L5, L6, L6, L7, L7,
  // fdlibm's polynomials are for |f| from 2^-20 on: with a margin. 2^52, whose last bits count, and 1023 more.
  3.814697265625e-6, 3.814697265625e-6, 4503599627370496, 4503599627370496, 4503599627371519, 4503599627371519, LARGE, LARGE,
], 16);
/** The same of numbers that are known by their bits. */
const bits = memory.data<u64>([
  MANTISSA, MANTISSA,
  // The root of 2 as log1p and log cut it, less 1, and between which mantissas log has a formula of its own.
  0x3ff6_a09e_0000_0000, 0x3ff6_a09e_0000_0000, 0x3ff6_a09c_0000_0000, 0x3ff6_a09c_0000_0000,
  0x3fda_827a_0000_0000, 0x3fda_827a_0000_0000,
  0x3ff6_147a_0000_0000, 0x3ff6_147a_0000_0000, 0x3ff6_b852_0000_0000, 0x3ff6_b852_0000_0000,
], 16);

const UNIT: usize = pairs;
const TWO: usize = pairs + 16;
const HALF: usize = pairs + 32;
const HIGH: usize = pairs + 48;
const LOW: usize = pairs + 64;
const TERMS: usize = pairs + 80;
const TINY: usize = pairs + 192;
const WHOLE: usize = pairs + 208;
const BIAS: usize = pairs + 224;
const LIMIT: usize = pairs + 240;
const FRACTION: usize = bits;
const ROOT: usize = bits + 16;
const ROOT_OF_LOG: usize = bits + 32;
const NEAR: usize = bits + 48;
const MIDDLE: usize = bits + 64;
const MIDDLE_END: usize = bits + 80;

/**
 * ln(1 + value) of `count` doubles, a multiple of 2, where they stand; what is negative or NaN as 0. As `Math.log1p`.
 * Of whole numbers below `known` they are read from `table`, a double each.
 */
export function logsOfOneAnd(values: usize, count: u32, table: usize, known: u32): void {
  const end = values + (<usize>count << 3);
  const most = i32x4.splat(known - 1);
  for (; values < end; values += 16) {
    const x = f64x2.pmax(f64x2.splat(0), v128.load(values));
    const whole = i32x4.min_u(i32x4.trunc_sat_f64x2_u_zero(x), most);
    if (i64x2.all_true(f64x2.eq(f64x2.convert_low_i32x4_u(whole), x))) {
      const place = i64x2.extract_lane(whole, 0);
      store<f64>(values, load<f64>(table + (<usize>(place & 0xffff_ffff) << 3)));
      store<f64>(values, load<f64>(table + (<usize>(place >> 32) << 3)), 8);
    } else v128.store(values, log1pPair(x));
  }
}

/** The same as `Math.log(1 + value)`, which is less exact near 0. */
export function logsAfterOne(values: usize, count: u32): void {
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const x = f64x2.pmax(f64x2.splat(0), v128.load(values));
    v128.store(values, logPair(f64x2.add(x, v128.load(UNIT))));
  }
}

/** Of numbers that are not negative. */
// @ts-ignore: decorator
@inline
function log1pPair(x: v128): v128 {
  const u = f64x2.add(v128.load(UNIT), x);
  const mantissa = mantissaOf(u);
  const exponent = exponentOf(u);
  // Above the root of 2 half of it, and one power more; below it, of 1 + x, there is no rounding to make up for.
  const isHigh = f64x2.ge(mantissa, v128.load(ROOT));
  const isNear = f64x2.lt(x, v128.load(NEAR));
  const f = v128.bitselect(x, reduced(mantissa, isHigh), isNear);
  const rest = v128.bitselect(
    f64x2.sub(v128.load(UNIT), f64x2.sub(u, x)),
    f64x2.sub(x, f64x2.sub(u, v128.load(UNIT))),
    f64x2.gt(exponent, f64x2.splat(0)),
  );
  const c = v128.andnot(f64x2.div(rest, u), isNear);
  const k = v128.andnot(f64x2.add(exponent, v128.and(isHigh, v128.load(UNIT))), isNear);
  if (v128.any_true(v128.or(f64x2.ge(x, v128.load(LIMIT)), isTiny(f)))) {
    return f64x2.replace_lane(f64x2.splat(log1p(f64x2.extract_lane(x, 0))), 1, log1p(f64x2.extract_lane(x, 1)));
  }
  const s = f64x2.div(f, f64x2.add(v128.load(TWO), f));
  const z = f64x2.mul(s, s);
  const r = f64x2.mul(z, term(1, z, term(2, z, term(3, z, term(4, z, term(5, z, term(6, z, v128.load(TERMS + 96))))))));
  const half = f64x2.mul(f64x2.mul(v128.load(HALF), f), f);
  const low = f64x2.add(f64x2.mul(k, v128.load(LOW)), c);
  const inner = f64x2.sub(half, f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low));
  return f64x2.sub(f64x2.mul(k, v128.load(HIGH)), f64x2.sub(inner, f));
}

/** Of numbers from 1 on. */
// @ts-ignore: decorator
@inline
function logPair(x: v128): v128 {
  const mantissa = mantissaOf(x);
  const isHigh = f64x2.ge(mantissa, v128.load(ROOT_OF_LOG));
  const k = f64x2.add(exponentOf(x), v128.and(isHigh, v128.load(UNIT)));
  const f = reduced(mantissa, isHigh);
  if (v128.any_true(v128.or(f64x2.eq(x, f64x2.splat(Infinity)), isTiny(f)))) {
    return f64x2.replace_lane(f64x2.splat(log(f64x2.extract_lane(x, 0))), 1, log(f64x2.extract_lane(x, 1)));
  }
  const s = f64x2.div(f, f64x2.add(v128.load(TWO), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(w, term(2, w, term(4, w, v128.load(TERMS + 80))));
  const odd = f64x2.mul(z, term(1, w, term(3, w, term(5, w, v128.load(TERMS + 96)))));
  const r = f64x2.add(odd, even);
  const half = f64x2.mul(f64x2.mul(v128.load(HALF), f), f);
  const low = f64x2.mul(k, v128.load(LOW));
  const inner = v128.bitselect(
    f64x2.sub(half, f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low)),
    f64x2.sub(f64x2.mul(s, f64x2.sub(f, r)), low),
    v128.and(f64x2.ge(mantissa, v128.load(MIDDLE)), f64x2.lt(mantissa, v128.load(MIDDLE_END))),
  );
  return f64x2.sub(f64x2.mul(k, v128.load(HIGH)), f64x2.sub(inner, f));
}

// @ts-ignore: decorator
@inline
function mantissaOf(x: v128): v128 {
  return v128.or(v128.and(x, v128.load(FRACTION)), v128.load(UNIT));
}

/** Of numbers from 1 on, as doubles. */
// @ts-ignore: decorator
@inline
function exponentOf(x: v128): v128 {
  return f64x2.sub(v128.or(i64x2.shr_u(x, 52), v128.load(WHOLE)), v128.load(BIAS));
}

/** What is left to find the logarithm of, less 1. */
// @ts-ignore: decorator
@inline
function reduced(mantissa: v128, isHigh: v128): v128 {
  return f64x2.sub(v128.bitselect(f64x2.mul(mantissa, v128.load(HALF)), mantissa, isHigh), v128.load(UNIT));
}

/** 0 itself comes out right. */
// @ts-ignore: decorator
@inline
function isTiny(f: v128): v128 {
  return v128.and(f64x2.ne(f, f64x2.splat(0)), f64x2.lt(f64x2.abs(f), v128.load(TINY)));
}

/** L_n + x y */
// @ts-ignore: decorator
@inline
function term(n: usize, x: v128, y: v128): v128 {
  return f64x2.add(v128.load(TERMS - 16 + (n << 4)), f64x2.mul(x, y));
}

/** ln(1 + x), x not negative. */
function log1p(x: f64): f64 {
  if (x < 1.862645149230957e-9) return x < 5.551115123125783e-17 ? x : x - x * x * 0.5;
  if (x == Infinity) return x;
  let k: i32 = 0;
  let f = x;
  let c: f64 = 0;
  let high: i32 = 1;
  if (<i32>(reinterpret<u64>(x) >> 32) >= 0x3fda_827a) {
    const u = x >= LARGE ? x : 1 + x;
    high = <i32>(reinterpret<u64>(u) >> 32);
    k = (high >> 20) - 1023;
    if (x < LARGE) c = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    high &= 0xf_ffff;
    f = reinterpret<f64>((reinterpret<u64>(u) & MANTISSA) | ONE);
    if (high >= 0x6_a09e) {
      k++;
      f *= 0.5;
      high = (0x10_0000 - high) >> 2;
    }
    f -= 1;
  }
  const half = 0.5 * f * f;
  if (high == 0) {
    if (f == 0) return k * LN2_HIGH + (c + k * LN2_LOW);
    return k * LN2_HIGH - (half * (1 - 0.66666666666666666 * f) - (k * LN2_LOW + c) - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const r = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
  return k * LN2_HIGH - (half - (s * (half + r) + (k * LN2_LOW + c)) - f);
}

/** ln(x), x from 1 on. */
function log(x: f64): f64 {
  if (x == Infinity) return x;
  const word = reinterpret<u64>(x);
  const high = <i32>(word >> 32) & 0xf_ffff;
  const isHigh = high >= 0x6_a09c;
  const k = <i32>(word >> 52) - 1023 + i32(isHigh);
  const f = reinterpret<f64>((word & MANTISSA) | ONE) * (isHigh ? 0.5 : 1) - 1;
  if ((0xf_ffff & (2 + high)) < 3) {
    if (f == 0) return k * LN2_HIGH + k * LN2_LOW;
    return k * LN2_HIGH - (f * f * (0.5 - 0.33333333333333333 * f) - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const r = z * (L1 + w * (L3 + w * (L5 + w * L7))) + w * (L2 + w * (L4 + w * L6));
  if (high < 0x6_147a || high >= 0x6_b852) return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
}
