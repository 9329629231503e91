import { isUnset } from './unset';

const LF = 10;
const CR = 13;

/**
 * Of `count` lines, of which line i is somewhere in [starts[i], starts[i + 1]), finds the cell number `field`: writes
 * begin and end of each to `places`. All are numbers of four bytes, places of memory less `shift` in `starts`. As
 * `findAll` of `format/tsv-records.ts`; the text needs room for 16 bytes more.
 */
export function findField(starts: usize, shift: u32, count: u32, field: u32, separator: u32, places: usize): void {
  const separators = i8x16.splat(<i8>separator);
  const lineEnds = i8x16.splat(<i8>LF);
  let limit = <usize>(load<u32>(starts) + shift);
  for (let i: u32 = 0; i < count; i++) {
    let from = limit;
    starts += 4;
    limit = <usize>(load<u32>(starts) + shift);
    let block = from;
    let marks = marksIn(block, separators, lineEnds);
    let cells = field;
    let end: usize;
    for (;;) {
      while (marks == 0 && block + 16 < limit) {
        block += 16;
        marks = marksIn(block, separators, lineEnds);
      }
      end = marks == 0 ? limit : block + ctz(marks);
      if (end >= limit || load<u8>(end) == LF) {
        if (end > limit) end = limit;
        if (cells > 0) from = end;
        else if (end > from && load<u8>(end - 1) == CR) end--;
        break;
      }
      if (cells-- == 0) break;
      from = end + 1;
      marks &= marks - 1;
    }
    store<u32>(places, from);
    store<u32>(places, end, 4);
    places += 8;
  }
}

// @ts-ignore: decorator
@inline
function marksIn(block: usize, separators: v128, lineEnds: v128): i32 {
  const bytes = v128.load(block);
  return i8x16.bitmask(v128.or(i8x16.eq(bytes, separators), i8x16.eq(bytes, lineEnds)));
}

/**
 * Writes the first eight bytes of cells, which stand in `places` as `findField` leaves them, as two numbers whose order
 * is theirs to `high` and `low`, and to `shapes` 0 for an unset cell, 1 for one that the eight bytes are all of, 2 for
 * a longer one. What is not there counts as zero; the text needs room for 8 bytes more.
 */
export function keyFields(places: usize, count: u32, high: usize, low: usize, shapes: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const start: usize = load<u32>(places);
    const length: u32 = load<u32>(places, 4) - <u32>start;
    places += 8;
    let key: u64 = 0;
    let shape: u32 = 0;
    if (!isUnset(start, length)) {
      key = bswap(load<u64>(start));
      if (length < 8) key &= ~(u64.MAX_VALUE >>> (length << 3));
      shape = length > 8 ? 2 : 1;
    }
    store<u32>(high, <u32>(key >>> 32));
    store<u32>(low, <u32>key);
    store<u8>(shapes, shape);
    high += 4;
    low += 4;
    shapes++;
  }
}
