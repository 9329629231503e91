/** Tables for sixteen bytes a step: table k is the checksum of a byte followed by k zero bytes. */
const tables = memory.data(16384);
let isReady = false;

/*
 * Most of a long text is folded away first, a word of sixteen bytes a step. With y = x^128,
 *
 *     y^300 + y^155 + y^117 + y^89 + 1 = 0    modulo the polynomial of the checksum,
 *
 * so a word can be left out when it is added to those 145, 183, 211 and 300 words behind it. What is added is taken
 * from a ring of the words that were left out. Only the last 300 words, with what was added to them, go through the
 * tables.
 */
const FAR: usize = 300;
const RING: usize = 512; // words, more than FAR
const ring = memory.data(8192);
const tail = memory.data(4800);

/** CRC-32 (ISO 3309) of what came before, with checksum `crc`, followed by `length` bytes. */
export function crc32(crc: u32, at: usize, length: usize): u32 {
  if (!isReady) prepare();
  const words = length >> 4;
  if (words < 2 * FAR) return ~byTables(~crc, at, length);
  const folded = words - FAR;
  memory.fill(ring, 0, RING << 4);
  v128.store(ring, v128.xor(v128.load(at), i32x4(~crc, 0, 0, 0)));
  for (let i: usize = 1; i < folded; i++) v128.store(ringAt(i), withAdded(at, i));
  for (let i: usize = folded; i < words; i++) {
    v128.store(tail + ((i - folded) << 4), withAdded(at, i));
    v128.store(ringAt(i), i32x4(0, 0, 0, 0));
  }
  return ~byTables(byTables(0, tail, FAR << 4), at + (words << 4), length & 15);
}

function ringAt(word: usize): usize {
  return ring + ((word & (RING - 1)) << 4);
}

/** A word of the text, with all words added that were left out for it. */
function withAdded(at: usize, word: usize): v128 {
  const near = v128.xor(v128.load(ringAt(word - 145)), v128.load(ringAt(word - 183)));
  const far = v128.xor(v128.load(ringAt(word - 211)), v128.load(ringAt(word - FAR)));
  return v128.xor(v128.load(at + (word << 4)), v128.xor(near, far));
}

/** The state of the checksum, which is its complement, after `length` bytes. */
function byTables(before: u32, at: usize, length: usize): u32 {
  let state = before;
  let p = at;
  const end = at + length;
  for (; p + 16 <= end; p += 16) {
    const a = load<u32>(p) ^ state;
    const b = load<u32>(p, 4);
    const c = load<u32>(p, 8);
    const d = load<u32>(p, 12);
    state =
      look(15, a) ^ look(14, a >> 8) ^ look(13, a >> 16) ^ look(12, a >> 24) ^
      look(11, b) ^ look(10, b >> 8) ^ look(9, b >> 16) ^ look(8, b >> 24) ^
      look(7, c) ^ look(6, c >> 8) ^ look(5, c >> 16) ^ look(4, c >> 24) ^
      look(3, d) ^ look(2, d >> 8) ^ look(1, d >> 16) ^ look(0, d >> 24);
  }
  for (; p < end; p++) state = look(0, state ^ load<u8>(p)) ^ (state >> 8);
  return state;
}

function look(table: u32, value: u32): u32 {
  return load<u32>(tables + (<usize>table << 10) + (<usize>(value & 255) << 2));
}

function prepare(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    store<u32>(tables + (<usize>byte << 2), crc);
  }
  for (let table: u32 = 1; table < 16; table++) {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const before = load<u32>(tables + (<usize>(table - 1) << 10) + (<usize>byte << 2));
      store<u32>(tables + (<usize>table << 10) + (<usize>byte << 2), look(0, before) ^ (before >> 8));
    }
  }
  isReady = true;
}
