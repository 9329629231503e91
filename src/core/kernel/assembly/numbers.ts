import { isUnset } from './unset';

const ZEROS: u64 = 0x3030303030303030;

const OTHER: u32 = 0xfffe;
const UNSET: u16 = 0xffff;
const UNSET_WORD: u32 = 0xffff_ffff;

/**
 * Reads one cell a line, `count` lines, as counts of at most nine digits in two bytes; an unset cell becomes `UNSET`,
 * one that does not fit `OTHER`, and its line and value are written to `others`, four bytes each.
 * Cell i is [cells[i * stride], cells[i * stride + 1] - 1), in numbers of four bytes. Out comes how many were read, and
 * times 65,536 how many of them are others: the first cell that is neither count nor unset stops it.
 */
export function readCounts16(cells: usize, stride: usize, count: u32, out: usize, others: usize): u32 {
  const step = stride << 2;
  let other: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const value = readCount(cells);
    cells += step;
    if (value < OTHER) store<u16>(out, <u16>value);
    else if (value != UNSET_WORD) {
      store<u16>(out, <u16>OTHER);
      store<u32>(others, i);
      store<u32>(others, value, 4);
      others += 8;
      other++;
    } else if (isUnsetCell(cells - step)) store<u16>(out, UNSET);
    else return (other << 16) | i;
    out += 2;
  }
  return (other << 16) | count;
}

/** As `readCounts16`, in four bytes: there are no others. */
export function readCounts32(cells: usize, stride: usize, count: u32, out: usize): u32 {
  const step = stride << 2;
  for (let i: u32 = 0; i < count; i++) {
    const value = readCount(cells);
    if (value == UNSET_WORD && !isUnsetCell(cells)) return i;
    store<u32>(out, value);
    out += 4;
    cells += step;
  }
  return count;
}

/** `UNSET_WORD` when the cell is no count of at most nine digits. */
// @ts-ignore: decorator
@inline
function readCount(cell: usize): u32 {
  const start: usize = load<u32>(cell);
  const length: u32 = load<u32>(cell, 4) - 1 - <u32>start;
  if (length - 1 < 8) return <u32>readDigits(start, length);
  if (length != 9) return UNSET_WORD;
  const last = <u32>load<u8>(start, 8) - 48;
  const value = readDigits(start, 8);
  return last > 9 || value == u64.MAX_VALUE ? UNSET_WORD : <u32>value * 10 + last;
}

function isUnsetCell(cell: usize): bool {
  const start: usize = load<u32>(cell);
  return isUnset(start, load<u32>(cell, 4) - 1 - <u32>start);
}

/**
 * Reads one cell a line as `digits` or `digits.digits` of at most 18 digits that make a whole number below 2^53,
 * divided by a power of ten: one rounding, so it is what `Number` gives. Unset is NaN. Out comes how many cells are of
 * another shape: their places are written to `others`, and nothing to `out`.
 */
export function readDoubles(cells: usize, stride: usize, count: u32, out: usize, others: usize): u32 {
  const step = stride << 2;
  let other: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const start: usize = load<u32>(cells);
    const length: u32 = load<u32>(cells, 4) - 1 - <u32>start;
    cells += step;
    if (isUnset(start, length)) {
      store<f64>(out + (<usize>i << 3), NaN);
      continue;
    }
    let value: u64 = u64.MAX_VALUE;
    let scale = 1.0;
    // As Zeek writes times: six digits after the point.
    if (length - 8 < 10 && load<u8>(start + length - 7) == 46) {
      const whole = readUpTo16(start, length - 7);
      const fraction = readDigits(start + length - 6, 6);
      if (whole != u64.MAX_VALUE && fraction != u64.MAX_VALUE) {
        value = whole * 1000000 + fraction;
        scale = 1000000.0;
      }
    } else if (length <= 19) {
      let p = start;
      const end = start + length;
      let digits: u64 = 0;
      let point: usize = 0;
      while (p < end) {
        const byte = load<u8>(p);
        const digit = <u32>byte - 48;
        if (digit < 10) digits = digits * 10 + digit;
        else if (byte == 46 && point == 0 && p > start) point = p;
        else break;
        p++;
      }
      if (p == end && length - (point != 0 ? 1 : 0) <= 18) {
        value = digits;
        if (point != 0) for (let n = end - point - 1; n != 0; n--) scale *= 10.0;
      }
    }
    if (value <= 9007199254740991) store<f64>(out + (<usize>i << 3), <f64>value / scale);
    else {
      store<u32>(others + (<usize>other << 2), i);
      other++;
    }
  }
  return other;
}

/**
 * Value of 1 to 8 ASCII digits, u64.MAX_VALUE when one is none. Eight bytes are loaded. Daniel Lemire,
 * parse_eight_digits.
 */
function readDigits(start: usize, length: u32): u64 {
  const shift = <u64>((8 - length) << 3);
  // Shifted up, so that the missing digits lead and are zero.
  let digits = (load<u64>(start) << shift) ^ (ZEROS << shift);
  if ((((digits + 0x7676767676767676) | digits) & 0x8080808080808080) != 0) return u64.MAX_VALUE;
  digits = (digits * 2561) >> 8;
  digits = ((digits & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((digits & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

function readUpTo16(start: usize, length: u32): u64 {
  if (length <= 8) return readDigits(start, length);
  const high = readDigits(start, length - 8);
  const low = readDigits(start + length - 8, 8);
  return high == u64.MAX_VALUE || low == u64.MAX_VALUE ? u64.MAX_VALUE : high * 100000000 + low;
}
