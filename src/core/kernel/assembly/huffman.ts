/*
 * A table of a Huffman code: 2^10 entries by the next 10 bits, and behind them sub-tables for longer codes. An entry:
 *
 *     bits 0-7    bits to drop, extra bits included
 *     bits 8-15   what it is: LITERAL, END, INVALID, or LINK to a sub-table, and in the lowest four bits those of the
 *                 code, which stand before the extra bits, or of the sub-table
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
/** The entries of symbols by kind of code, without the bits of their codes: 288 literals and lengths, 32 distances. */
const literalEntries = memory.data(1152);
const distanceEntries = memory.data(128);
let isReady = false;

/** Kinds of code: lengths of code lengths, literals and lengths, distances. */
export const CODES: u32 = 0;
export const LITERALS: u32 = 1;
export const DISTANCES: u32 = 2;

/**
 * Builds the table of the canonical code whose `symbols` lengths stand at `lengths`, a byte each. False for a code that
 * is over-subscribed, or incomplete but for a distance code of one symbol or none, as zlib has it.
 */
export function buildTable(kind: u32, lengths: usize, symbols: u32, table: usize): bool {
  if (!isReady) prepare();
  memory.fill(counts, 0, 64);
  for (let s: u32 = 0; s < symbols; s++) {
    const at = counts + (<usize>load<u8>(lengths + s) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let longest = LONGEST;
  while (longest > 0 && load<u32>(counts + (<usize>longest << 2)) == 0) longest--;
  let left: i32 = 1;
  for (let length: u32 = 1; length <= longest; length++) {
    left = (left << 1) - load<u32>(counts + (<usize>length << 2));
    if (left < 0) return false;
  }
  if (left > 0) {
    if (kind == CODES || longest > 1) return false;
    fillWith(table, ROOT, (INVALID << 8) | 1);
    if (longest == 0) return true; // no code at all: every look-up is invalid
  }
  sortSymbols(lengths, symbols);
  const entries = kind == DISTANCES ? distanceEntries : literalEntries;
  if (left > 0) {
    const entry = entryOf(entries, 0) + 0x101;
    for (let i: u32 = 0; i < 1 << ROOT; i += 2) store<u32>(table + (<usize>i << 2), entry);
    return true;
  }
  return fill(entries, longest, table);
}

/** Symbols in the order of their codes: by length, then by number. */
function sortSymbols(lengths: usize, symbols: u32): void {
  let offset: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST; length++) {
    store<u32>(offsets + (<usize>length << 2), offset);
    offset += load<u32>(counts + (<usize>length << 2));
  }
  for (let s: u32 = 0; s < symbols; s++) {
    const length: u32 = load<u8>(lengths + s);
    if (length == 0) continue;
    const at = offsets + (<usize>length << 2);
    const place = load<u32>(at);
    store<u16>(sorted + (<usize>place << 1), <u16>s);
    store<u32>(at, place + 1);
  }
}

/**
 * Fills the table of a complete code whose symbols are sorted: a table of as many bits as the codes at hand have, which
 * is doubled for longer ones, as far as ROOT; then sub-tables. Codes stand with their first bit lowest.
 */
function fill(entries: usize, longest: u32, table: usize): bool {
  let code: u32 = 0;
  let place: u32 = 0;
  const inRoot = min(longest, ROOT);
  store<u32>(table, 0);
  for (let length: u32 = 1; length <= inRoot; length++) {
    const half: usize = <usize>1 << (length - 1);
    memory.copy(table + (half << 2), table, half << 2);
    for (let remaining = load<u32>(counts + (<usize>length << 2)); remaining > 0; remaining--) {
      store<u32>(table + (<usize>code << 2), entryOf(entries, place) + length * 0x101);
      place++;
      code = nextCode(code, length);
    }
  }
  for (let length = inRoot; length < ROOT; length++) {
    const half: usize = <usize>1 << length;
    memory.copy(table + (half << 2), table, half << 2);
  }
  let free: u32 = 1 << ROOT;
  let open: u32 = 0xffffffff;
  let openAt: u32 = 0;
  let openBits: u32 = 0;
  for (let length = ROOT + 1; length <= longest; length++) {
    for (let remaining = load<u32>(counts + (<usize>length << 2)); remaining > 0; remaining--) {
      const prefix = code & ((1 << ROOT) - 1);
      if (prefix != open) {
        openBits = bitsOfSubTable(length, remaining, longest);
        open = prefix;
        openAt = free;
        free += 1 << openBits;
        if (free > TABLE_ENTRIES) return false;
        store<u32>(table + (<usize>prefix << 2), (openAt << 16) | ((LINK | openBits) << 8) | ROOT);
      }
      const rest = length - ROOT;
      const entry = entryOf(entries, place) + rest * 0x101;
      for (let i = code >> ROOT; i < 1 << openBits; i += 1 << rest) store<u32>(table + (<usize>(openAt + i) << 2), entry);
      place++;
      code = nextCode(code, length);
    }
  }
  return true;
}

/** The code after `code`, both with their first bit lowest; after the last one of a complete code comes 0. */
// @ts-ignore: decorator
@inline
function nextCode(code: u32, length: u32): u32 {
  const zeros = code ^ ((1 << length) - 1);
  if (zeros == 0) return 0;
  const bit: u32 = 0x80000000 >> clz(zeros);
  return (code & (bit - 1)) | bit;
}

/** As many bits as the codes with a prefix need, of which `remaining` of this length may be. */
function bitsOfSubTable(length: u32, remaining: u32, longest: u32): u32 {
  let bits = length - ROOT;
  let space: i32 = (1 << bits) - remaining;
  while (space > 0 && bits + ROOT < longest) {
    bits++;
    space = (space << 1) - load<u32>(counts + (<usize>(bits + ROOT) << 2));
  }
  return bits;
}

// @ts-ignore: decorator
@inline
function entryOf(entries: usize, place: u32): u32 {
  return load<u32>(entries + (<usize>load<u16>(sorted + (<usize>place << 1)) << 2));
}

function prepare(): void {
  for (let symbol: u32 = 0; symbol < 288; symbol++) store<u32>(literalEntries + (<usize>symbol << 2), literalEntry(symbol));
  for (let symbol: u32 = 0; symbol < 32; symbol++) {
    const entry = withExtra(load<u16>(distanceBase + (<usize>symbol << 1)), load<u8>(distanceExtra + symbol));
    store<u32>(distanceEntries + (<usize>symbol << 2), entry);
  }
  isReady = true;
}

function literalEntry(symbol: u32): u32 {
  if (symbol < 256) return (symbol << 16) | (LITERAL << 8);
  if (symbol == 256) return END << 8;
  const length = symbol - 257;
  return withExtra(load<u16>(lengthBase + (<usize>length << 1)), load<u8>(lengthExtra + length));
}

function withExtra(base: u32, extra: u32): u32 {
  return (base << 16) | (extra == NONE ? INVALID << 8 : extra);
}

function fillWith(table: usize, bits: u32, entry: u32): void {
  for (let i: u32 = 0; i < 1 << bits; i++) store<u32>(table + (<usize>i << 2), entry);
}
