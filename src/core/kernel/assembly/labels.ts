import { isUnset } from './unset';

/*
 * A cache of labels: slots of 64 bytes, a label of at most 48 bytes padded with zeros, its length and its code.
 *
 *     0 ........................................ 48 ...... 52 .... 56 .. 64
 *     label                                      length    code    (free)
 *
 * A label is looked for in PROBES slots from the one that its hash says; a new one takes the first empty slot of those,
 * or pushes the first out. What is not found is not wrong, only slower: whoever asks knows all labels.
 */
const SLOT_BITS: u32 = 6;
const SLOTS_BITS: u32 = 13;
const PROBES: u32 = 4;
const LONGEST: u32 = 48;
const LENGTH_AT: usize = 48;
const CODE_AT: usize = 52;

/** Bytes that a cache needs; a new one is all zeros. */
export const cacheBytes: u32 = ((1 << SLOTS_BITS) + PROBES) << SLOT_BITS;

/** Code for a cell whose label the cache does not know. */
const unknownCode: u32 = 0xffffffff;

/** Largest known code that the last `findLabels` wrote. */
export let largestCode: u32 = 0;

/** Writes the code of one cell a line, 0 for unset, to `out`. Out comes how many are unknown. Reads 8 bytes past a cell. */
export function findLabels(cache: usize, cells: usize, stride: usize, count: u32, out: usize): u32 {
  const step = stride << 2;
  let unknown: u32 = 0;
  let lastFirst: u64 = 0;
  let lastSecond: u64 = 0;
  let lastLength: u32 = 0;
  let lastCode: u32 = 0;
  let largest: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const start: usize = load<u32>(cells);
    const length: u32 = load<u32>(cells, 4) - 1 - <u32>start;
    cells += step;
    let code: u32 = 0;
    if (!isUnset(start, length)) {
      const first = firstWord(start, length);
      const second = secondWord(start, length);
      if (first == lastFirst && second == lastSecond && length == lastLength && length <= 16) code = lastCode;
      else {
        code = lookUp(cache, start, length, first, second);
        lastFirst = first;
        lastSecond = second;
        lastLength = length;
        lastCode = code;
      }
      if (code == unknownCode) unknown++;
      else if (code > largest) largest = code;
    }
    store<u32>(out, code);
    out += 4;
  }
  largestCode = largest;
  return unknown;
}

/** Lets the cache know a label. Labels over 48 bytes are not kept. */
export function addLabel(cache: usize, start: usize, length: u32, code: u32): void {
  if (length > LONGEST) return;
  const first = firstWord(start, length);
  const second = secondWord(start, length);
  if (lookUp(cache, start, length, first, second) != unknownCode) return;
  const home = slotOf(cache, start, length, first, second);
  let slot = home;
  for (let probe: u32 = 0; probe < PROBES; probe++, slot += 1 << SLOT_BITS) if (load<u32>(slot, LENGTH_AT) == 0) break;
  if (slot == home + (PROBES << SLOT_BITS)) slot = home;
  memory.fill(slot, 0, LONGEST);
  memory.copy(slot, start, length);
  store<u32>(slot, length, LENGTH_AT);
  store<u32>(slot, code, CODE_AT);
}

function lookUp(cache: usize, start: usize, length: u32, first: u64, second: u64): u32 {
  if (length > LONGEST) return unknownCode;
  let slot = slotOf(cache, start, length, first, second);
  for (let probe: u32 = 0; probe < PROBES; probe++, slot += 1 << SLOT_BITS) {
    if (load<u64>(slot) != first || load<u64>(slot, 8) != second || load<u32>(slot, LENGTH_AT) != length) continue;
    if (length <= 16 || isSameBehind(slot, start, length)) return load<u32>(slot, CODE_AT);
  }
  return unknownCode;
}

/** The bytes after the sixteenth. */
function isSameBehind(slot: usize, start: usize, length: u32): bool {
  for (let i: u32 = 16; i < length; i += 8) if (load<u64>(slot + i) != tail(start + i, length - i)) return false;
  return true;
}

function slotOf(cache: usize, start: usize, length: u32, first: u64, second: u64): usize {
  let hash = (first * 0x9e3779b97f4a7c15) ^ rotl(second * 0xc2b2ae3d27d4eb4f, 31) ^ length;
  for (let i: u32 = 16; i < length; i += 8) hash = rotl(hash ^ tail(start + i, length - i), 29) * 0x9e3779b97f4a7c15;
  hash = (hash ^ (hash >> 32)) * 0xd6e8feb86659fd93;
  return cache + (<usize>(hash >> (64 - SLOTS_BITS)) << SLOT_BITS);
}

function firstWord(start: usize, length: u32): u64 {
  return tail(start, length);
}

function secondWord(start: usize, length: u32): u64 {
  return length > 8 ? tail(start + 8, length - 8) : 0;
}

/** The next eight bytes of a text that has `left` more (at least one), zeros where it ends. */
function tail(at: usize, left: u32): u64 {
  const word = load<u64>(at);
  return left >= 8 ? word : word & ((<u64>1 << (left << 3)) - 1);
}
