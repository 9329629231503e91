import { masks } from './masks';

/*
 * A cache of labels in two parts, for labels of at most 48 bytes:
 *
 *     slots   32 bytes each: the first 16 bytes, padded with zeros, then length and code
 *     tails   32 bytes each: the bytes after the sixteenth of the label in the slot of the same place
 *
 * A label is looked for in PROBES slots from the one that its hash says; a new one takes the first empty slot of those,
 * or pushes the first out. What is not found is not wrong, only slower: whoever asks knows all labels. The mark of an
 * unset cell is a label like others, with code 0, so that the loop has no branch that a log decides anew for every
 * line.
 */
const SLOT_BITS: u32 = 5;
const SLOTS_BITS: u32 = 13;
const PROBES: u32 = 4;
const HEAD: u32 = 16;
const LONGEST: u32 = 48;
const K0: i64 = 0x9e3779b97f4a7c15;
const K1: i64 = 0xc2b2ae3d27d4eb4f;
const SLOTS_BYTES: usize = ((1 << SLOTS_BITS) + PROBES) << SLOT_BITS;

/** Bytes that a cache needs; a new one is all zeros. */
export const cacheBytes: u32 = 2 * <u32>SLOTS_BYTES;

/**
 * Writes the code of one cell a line to `out`, in one, two or four bytes, wide enough for all codes of the cache. Out
 * comes how many cells the cache does not know: their places are written to `others`. Reads 16 bytes past a cell.
 */
export function findLabels8(cache: usize, cells: usize, stride: usize, count: u32, out: usize, others: usize): u32 {
  return findLabels<u8>(cache, cells, stride, count, out, others);
}
export function findLabels16(cache: usize, cells: usize, stride: usize, count: u32, out: usize, others: usize): u32 {
  return findLabels<u16>(cache, cells, stride, count, out, others);
}
export function findLabels32(cache: usize, cells: usize, stride: usize, count: u32, out: usize, others: usize): u32 {
  return findLabels<u32>(cache, cells, stride, count, out, others);
}

function findLabels<T>(cache: usize, cells: usize, stride: usize, count: u32, out: usize, others: usize): u32 {
  const step = stride << 2;
  let other: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const start: usize = load<u32>(cells);
    const length: u32 = load<u32>(cells, 4) - 1 - <u32>start;
    cells += step;
    const head = v128.and(v128.load(start), v128.load(masks + (HEAD - min(length, HEAD))));
    const hash = (i64x2.extract_lane(head, 0) * K0) ^ (i64x2.extract_lane(head, 1) * K1);
    let slot = cache + (<usize>(<u64>hash >> (64 - SLOTS_BITS)) << SLOT_BITS);
    // Nearly always: a short label in its first slot. An empty cell is in an empty one, whose code is 0: unset.
    const isFirst =
      i32(length <= HEAD) & i32(load<u32>(slot, 16) == length) & i32(!v128.any_true(v128.xor(v128.load(slot), head)));
    if (isFirst == 0) slot = lookUp(cache, start, length, head);
    if (slot != 0) store<T>(out, <T>load<u32>(slot, 20));
    else {
      store<u32>(others + (<usize>other << 2), i);
      other++;
    }
    out += sizeof<T>();
  }
  return other;
}

/** Lets the cache know a label and its code. Empty ones, and those over 48 bytes, are not kept. */
export function addLabel(cache: usize, start: usize, length: u32, code: u32): void {
  if (length == 0 || length > LONGEST) return;
  const head = headOf(start, length);
  const home = homeOf(cache, start, length, head);
  if (lookUp(cache, start, length, head) != 0) return;
  const end = home + (PROBES << SLOT_BITS);
  let slot = home;
  while (slot < end && load<u32>(slot, 16) != 0) slot += 1 << SLOT_BITS;
  if (slot == end) slot = home;
  v128.store(slot, head);
  store<u32>(slot, length, 16);
  store<u32>(slot, code, 20);
  if (length > HEAD) memory.copy(slot + SLOTS_BYTES, start + HEAD, length - HEAD);
}

/** The slot of a label, 0 when it is in none. */
function lookUp(cache: usize, start: usize, length: u32, head: v128): usize {
  let slot = homeOf(cache, start, length, head);
  for (let probe: u32 = 0; probe < PROBES; probe++) {
    if (isIn(slot, start, length, head)) return slot;
    slot += 1 << SLOT_BITS;
  }
  return 0;
}

function isIn(slot: usize, start: usize, length: u32, head: v128): bool {
  if (v128.any_true(v128.xor(v128.load(slot), head)) || load<u32>(slot, 16) != length || length == 0) return false;
  if (length <= HEAD) return true;
  if (length > LONGEST) return false;
  return memory.compare(slot + SLOTS_BYTES, start + HEAD, length - HEAD) == 0;
}

/** The first sixteen bytes, zeros where the label ends before. */
function headOf(start: usize, length: u32): v128 {
  return v128.and(v128.load(start), v128.load(masks + (HEAD - min(length, HEAD))));
}

function homeOf(cache: usize, start: usize, length: u32, head: v128): usize {
  let hash = (i64x2.extract_lane(head, 0) * K0) ^ (i64x2.extract_lane(head, 1) * K1);
  if (length > HEAD) {
    // The last eight bytes: addresses of one network differ there.
    hash = (hash ^ load<u64>(start + length - 8)) * 0xd6e8feb86659fd93;
  }
  return cache + (<usize>(<u64>hash >> (64 - SLOTS_BITS)) << SLOT_BITS);
}
