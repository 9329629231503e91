import { masks } from './masks';

export const SPACE: u32 = 32;
const QUOTE: u32 = 34;
export const COMMA: u32 = 44;
const COLON: u32 = 58;
const OPEN_ARRAY: u32 = 91;
const BACKSLASH: u32 = 92;
const CLOSE_ARRAY: u32 = 93;
const CLOSE: u32 = 125;

/** As in `format/json-object.ts`. */
export const NUMBER: u8 = 1;
export const STRING: u8 = 2;
const ESCAPED: u8 = 3;
export const TRUE: u8 = 4;
export const FALSE: u8 = 5;
export const ARRAY: u8 = 6;

/** Values that the last `readObject` found, and a hash of their keys' ids in their order. */
export let valueCount: u32 = 0;
export let keyHash: u32 = 0;

/**
 * Reads a flat object from the byte after its `{`: values in their order, their keys' ids to `ids`, what they are to
 * `kinds`, where they stand to `starts` and `ends`. Out comes the place after the object; 0 for anything out of the
 * ordinary, which the plain code then reads from the start: other keys than `keys` has, nested values, line ends, bytes
 * that run out. A zero byte follows the text. A key is 16 bytes in `keys`: place of its text, to which the quote and
 * the colon behind it belong, length, id, and 4 that are free; the one after the last key that was found is looked at
 * first.
 */
export function readObject(
  from: usize,
  keys: usize,
  keyCount: u32,
  ids: usize,
  kinds: usize,
  starts: usize,
  ends: usize,
  most: u32,
): usize {
  let at = from;
  let next: u32 = 0;
  let count: u32 = 0;
  let hash: u32 = 0;
  while (count < most) {
    if (load<u8>(at) != QUOTE) return 0;
    at++;
    let key: usize = 0;
    for (let tries: u32 = 0; tries < keyCount; tries++) {
      const guess = keys + (<usize>next << 4);
      next = next + 1 == keyCount ? 0 : next + 1;
      const length = load<u32>(guess, 4);
      if (isSame(at, load<u32>(guess), length)) {
        key = guess;
        at += length;
        break;
      }
    }
    if (key == 0) return 0;
    at = skipSpaces(at);
    const byte: u32 = load<u8>(at);
    let start = at;
    let kind: u8 = 0;
    if (byte == QUOTE) {
      start = ++at;
      kind = STRING;
      for (;;) {
        const bytes = v128.load(at);
        const stops = i8x16.bitmask(
          v128.or(
            v128.or(i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)), i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH))),
            i8x16.lt_u(bytes, i8x16.splat(<i8>SPACE)),
          ),
        );
        if (stops == 0) {
          at += 16;
          continue;
        }
        at += ctz(stops);
        const stop: u32 = load<u8>(at);
        if (stop == QUOTE) break;
        if (stop != BACKSLASH || load<u8>(at, 1) < SPACE) return 0;
        kind = ESCAPED;
        at += 2;
      }
      store<u32>(ends, <u32>at);
      at++;
    } else if (byte == 45 || byte - 48 < 10) {
      kind = NUMBER;
      at = numberEnd(at + 1);
      store<u32>(ends, <u32>at);
    } else if (load<u32>(at) == 0x65757274) {
      kind = TRUE;
      at += 4;
    } else if (byte == 102 && load<u32>(at, 1) == 0x65736c61) {
      kind = FALSE;
      at += 5;
    } else if (byte == OPEN_ARRAY && load<u8>(at, 1) == CLOSE_ARRAY) {
      kind = ARRAY;
      at += 2;
      store<u32>(ends, <u32>at);
    } else if (load<u32>(at) == 0x6c6c756e) at += 4;
    else return 0;
    if (kind != 0) {
      const id = load<u32>(key, 8);
      store<u16>(ids, <u16>id);
      store<u8>(kinds, kind);
      store<u32>(starts, <u32>start);
      ids += 2;
      kinds++;
      starts += 4;
      ends += 4;
      count++;
      hash = hash * 31 + id;
    }
    at = skipSpaces(at);
    const after: u32 = load<u8>(at);
    if (after == CLOSE) {
      valueCount = count;
      keyHash = hash;
      return at + 1;
    }
    if (after != COMMA) return 0;
    at = skipSpaces(at + 1);
  }
  return 0;
}

function skipSpaces(from: usize): usize {
  let at = from;
  while (load<u8>(at) == SPACE) at++;
  return at;
}

/**
 * Where the digits, points, signs and `e` from `from` on end. Nearly always they are at most sixteen digits and points.
 */
function numberEnd(from: usize): usize {
  const bytes = v128.load(from);
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(48)), i8x16.splat(10));
  let at = from + ctz(~i8x16.bitmask(v128.or(digits, i8x16.eq(bytes, i8x16.splat(46)))));
  while (isOfNumber(load<u8>(at))) at++;
  return at;
}


function isOfNumber(byte: u32): bool {
  return byte - 48 < 10 || byte == 46 || byte == 45 || byte == 43 || (byte | 32) == 101;
}

function isSame(at: usize, key: usize, length: u32): bool {
  if (length > 16) return memory.compare(at, key, length) == 0;
  const other = v128.xor(v128.load(at), v128.load(key));
  return !v128.any_true(v128.and(other, v128.load(masks + (16 - length))));
}
