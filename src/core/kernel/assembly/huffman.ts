/*
 * A table of a Huffman code: 2^10 entries by the next 10 bits, and behind them sub-tables for longer codes. An entry:
 *
 *     bits 0-7    bits to drop, extra bits included
 *     bits 8-15   what it is: LITERAL, END, INVALID, or LINK to a sub-table, and in the lowest four bits those of the code,
 *                 which stand before the extra bits, or of the sub-table
 *     bits 16-31  the literal, the base of a length or distance, or the first entry of a sub-table
 */
export const ROOT: u32 = 10;
export const LITERAL: u32 = 0x40;
export const END: u32 = 0x80;
export const LINK: u32 = 0x20;
export const INVALID: u32 = 0x10;
/** Entries that a table has room for: more than any complete code of 288 symbols and 15 bits needs. */
export const TABLE_ENTRIES: u32 = 4096;
const LONGEST: u32 = 15;

/** Extra bits and bases of the 29 lengths and 30 distances, RFC 1951 3.2.5; those of the last ones are NONE. */
const NONE: u32 = 16;
const lengthExtra = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0, 16, 16]);
const lengthBase = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258, 0, 0,
]);
const distanceExtra = memory.data<u8>([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 16, 16,
]);
const distanceBase = memory.data<u16>([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
  12289, 16385, 24577, 0, 0,
]);

const counts = memory.data(64);
const offsets = memory.data(64);
const sorted = memory.data(640);

/** Kinds of code: lengths of code lengths, literals and lengths, distances. */
export const CODES: u32 = 0;
export const LITERALS: u32 = 1;
export const DISTANCES: u32 = 2;

/**
 * Builds the table of the canonical code whose `symbols` lengths stand at `lengths`, a byte each. False for a code that is
 * over-subscribed, or incomplete but for a distance code of one symbol or none, as zlib has it.
 */
export function buildTable(kind: u32, lengths: usize, symbols: u32, table: usize): bool {
  memory.fill(counts, 0, 64);
  for (let s: u32 = 0; s < symbols; s++) {
    const at = counts + (<usize>load<u8>(lengths + s) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  const invalid = (INVALID << 8) | 1;
  for (let i: u32 = 0; i < 1 << ROOT; i++) store<u32>(table + (<usize>i << 2), invalid);
  let longest = LONGEST;
  while (longest > 0 && load<u32>(counts + (<usize>longest << 2)) == 0) longest--;
  if (longest == 0) return kind != CODES; // no code at all: every look-up is invalid
  let left: i32 = 1;
  for (let length: u32 = 1; length <= LONGEST; length++) {
    left = (left << 1) - load<u32>(counts + (<usize>length << 2));
    if (left < 0) return false;
  }
  if (left > 0 && (kind == CODES || longest != 1)) return false;

  store<u32>(offsets + 4, 0);
  for (let length: u32 = 1; length < LONGEST; length++) {
    const at = offsets + (<usize>length << 2);
    store<u32>(at, load<u32>(at) + load<u32>(counts + (<usize>length << 2)), 4);
  }
  for (let s: u32 = 0; s < symbols; s++) {
    const length: u32 = load<u8>(lengths + s);
    if (length == 0) continue;
    const at = offsets + (<usize>length << 2);
    const place = load<u32>(at);
    store<u16>(sorted + (<usize>place << 1), <u16>s);
    store<u32>(at, place + 1);
  }

  let code: u32 = 0;
  let place: u32 = 0;
  let free: u32 = 1 << ROOT;
  let open: u32 = 0xffffffff;
  let openAt: u32 = 0;
  let openBits: u32 = 0;
  for (let length: u32 = 1; length <= longest; length++) {
    let remaining = load<u32>(counts + (<usize>length << 2));
    for (; remaining > 0; remaining--) {
      const entry = entryOf(kind, load<u16>(sorted + (<usize>place << 1)));
      place++;
      const reversed = reverse(code, length);
      if (length <= ROOT) {
        for (let i = reversed; i < 1 << ROOT; i += 1 << length) store<u32>(table + (<usize>i << 2), entry + length * 0x101);
      } else {
        const prefix = reversed & ((1 << ROOT) - 1);
        if (prefix != open) {
          // As many bits as the codes with this prefix need.
          openBits = length - ROOT;
          let space: i32 = 1 << openBits;
          while (openBits + ROOT < longest) {
            const here = openBits + ROOT == length ? remaining : load<u32>(counts + (<usize>(openBits + ROOT) << 2));
            space -= here;
            if (space <= 0) break;
            openBits++;
            space <<= 1;
          }
          open = prefix;
          openAt = free;
          free += 1 << openBits;
          if (free > TABLE_ENTRIES) return false;
          store<u32>(table + (<usize>prefix << 2), (openAt << 16) | ((LINK | openBits) << 8) | ROOT);
          for (let i: u32 = 0; i < 1 << openBits; i++) store<u32>(table + (<usize>(openAt + i) << 2), invalid);
        }
        const rest = length - ROOT;
        for (let i = reversed >> ROOT; i < 1 << openBits; i += 1 << rest) {
          store<u32>(table + (<usize>(openAt + i) << 2), entry + rest * 0x101);
        }
      }
      code++;
    }
    code <<= 1;
  }
  return true;
}

/** The entry of a symbol, without the bits of its code. */
function entryOf(kind: u32, symbol: u32): u32 {
  if (kind == DISTANCES) return withExtra(load<u16>(distanceBase + (<usize>symbol << 1)), load<u8>(distanceExtra + symbol));
  if (kind == CODES || symbol < 256) return (symbol << 16) | (LITERAL << 8);
  if (symbol == 256) return END << 8;
  const length = symbol - 257;
  return withExtra(load<u16>(lengthBase + (<usize>length << 1)), load<u8>(lengthExtra + length));
}

function withExtra(base: u32, extra: u32): u32 {
  return (base << 16) | (extra == NONE ? INVALID << 8 : extra);
}

function reverse(code: u32, length: u32): u32 {
  let reversed: u32 = 0;
  for (let i: u32 = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i);
  return reversed;
}
