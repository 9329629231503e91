import { bitCount, bits, drop, fill, goBack, input, mark, setBits, setInput } from './bits';
import { distances, literals } from './block-header';
import { END, INVALID, LINK, LITERAL, ROOT } from './huffman';
import { IS_DAMAGED, IS_OVER, NEEDS_INPUT, OUTPUT_IS_FULL } from './outcome';

/**
 * Room that the fast loop leaves: a step takes up to 14 bytes and looks at 8 more, a copy writes up to 258 and 29 more.
 */
const NEAR_INPUT: usize = 32;
const NEAR_OUTPUT: usize = 288;

/** Next byte of output. */
export let output: usize = 0;

export function setOutput(to: usize): void {
  output = to;
}

/**
 * Reads symbols until the block ends: quickly while there is room on both sides, then one by one. At the top of the
 * quick loop there are at least 56 bits and the next entry is looked up, so that the look-up need not wait for the copy
 * before it. Of `count` only the lowest six bits count: what else an entry holds is subtracted with its bits.
 */
export function readCoded(inputEnd: usize, outputEnd: usize, oldest: usize): i32 {
  const lastInput = inputEnd - NEAR_INPUT;
  const lastOutput = outputEnd - NEAR_OUTPUT;
  let from = input;
  let to = output;
  if (from > lastInput || to > lastOutput) return readSlowly(inputEnd, outputEnd, oldest);
  let count: u32 = bitCount;
  let hold = bits | (load<u64>(from) << count);
  from += (63 - count) >> 3;
  count |= 56;
  let entry = entryAt(literals, hold);
  let outcome: i32 = NEEDS_INPUT;
  while (from <= lastInput && to <= lastOutput) {
    if (entry & (LITERAL << 8)) {
      store<u8>(to, <u8>(entry >> 16));
      to++;
      hold >>= <u64>entry;
      count -= entry;
      entry = entryAt(literals, hold);
      if (entry & (LITERAL << 8)) {
        store<u8>(to, <u8>(entry >> 16));
        to++;
        hold >>= <u64>entry;
        count -= entry;
        entry = entryAt(literals, hold);
      }
      // A length and its distance need up to 48 bits; the literals may have left fewer.
      hold |= load<u64>(from) << count;
      from += ((63 - count) & 63) >> 3;
      count |= 56;
    }
    if (entry & (LINK << 8)) {
      hold >>= ROOT;
      count -= ROOT;
      entry = subEntryAt(literals, entry, hold);
    }
    const before = hold;
    hold >>= <u64>entry;
    count -= entry;
    if (entry & (LITERAL << 8)) {
      store<u8>(to, <u8>(entry >> 16));
      to++;
      hold |= load<u64>(from) << count;
      from += ((63 - count) & 63) >> 3;
      count |= 56;
      entry = entryAt(literals, hold);
      continue;
    }
    if (entry & ((END | INVALID) << 8)) {
      outcome = entry & (END << 8) ? IS_OVER : IS_DAMAGED;
      break;
    }
    const length: usize = valueOf(entry, before);
    let far = entryAt(distances, hold);
    if (far & (LINK << 8)) {
      hold >>= ROOT;
      count -= ROOT;
      far = subEntryAt(distances, far, hold);
    }
    const distance: usize = valueOf(far, hold);
    hold >>= <u64>far;
    count -= far;
    if (far & (INVALID << 8) || distance > to - oldest) {
      outcome = IS_DAMAGED;
      break;
    }
    hold |= load<u64>(from) << count;
    from += ((63 - count) & 63) >> 3;
    count |= 56;
    entry = entryAt(literals, hold);
    copyFast(to, distance, length);
    to += length;
  }
  keep(hold, count & 63, from, to);
  return outcome == NEEDS_INPUT ? readSlowly(inputEnd, outputEnd, oldest) : outcome;
}

// @ts-ignore: decorator
@inline
function entryAt(table: usize, hold: u64): u32 {
  return load<u32>(table + (<usize>(<u32>hold & ((1 << ROOT) - 1)) << 2));
}

/** The entry in the sub-table that `link` leads to. */
// @ts-ignore: decorator
@inline
function subEntryAt(table: usize, link: u32, hold: u64): u32 {
  return load<u32>(table + (<usize>((link >> 16) + (<u32>hold & ((1 << ((link >> 8) & 15)) - 1))) << 2));
}

/** A length or distance: its base, and the extra bits behind its code. */
// @ts-ignore: decorator
@inline
function valueOf(entry: u32, hold: u64): u32 {
  return (entry >> 16) + ((<u32>hold & ((1 << (entry & 31)) - 1)) >> ((entry >> 8) & 15));
}

function keep(hold: u64, count: i32, from: usize, to: usize): void {
  // Bits beyond the count may be set: they are those of the bytes from `from` on, which come again.
  setBits(hold & ((<u64>1 << count) - 1), count);
  setInput(from);
  output = to;
}

/**
 * One symbol a step, undone when the input ends within it. A match that does not fit into the output waits for room.
 */
function readSlowly(inputEnd: usize, outputEnd: usize, oldest: usize): i32 {
  while (output < outputEnd) {
    mark();
    const isWhole = fill(48, inputEnd);
    const entry = look(literals);
    const kind = (entry >> 8) & 255;
    let outcome: i32 = NEEDS_INPUT;
    if (bitCount >= 0) {
      if (kind & LITERAL) {
        store<u8>(output, <u8>(entry >> 16));
        output++;
        continue;
      }
      if (kind & END) return IS_OVER;
      if (kind & INVALID) outcome = isWhole ? IS_DAMAGED : NEEDS_INPUT;
      else {
        const length: usize = value;
        const far = look(distances);
        const farKind = (far >> 8) & 255;
        const distance: usize = value;
        if (bitCount < 0) outcome = NEEDS_INPUT;
        else if (farKind & INVALID) outcome = isWhole ? IS_DAMAGED : NEEDS_INPUT;
        else if (distance > output - oldest) outcome = IS_DAMAGED;
        else if (length > outputEnd - output) outcome = OUTPUT_IS_FULL;
        else {
          for (let i: usize = 0; i < length; i++) store<u8>(output + i, load<u8>(output + i - distance));
          output += length;
          continue;
        }
      }
    }
    if (outcome != IS_DAMAGED) goBack();
    return outcome;
  }
  return OUTPUT_IS_FULL;
}

/** What the last look-up came to, if that was a length or a distance. */
let value: u32 = 0;

/**
 * The entry of the next code, which is dropped, extra bits and all; the count of bits falls below zero when they are
 * too few.
 */
function look(table: usize): u32 {
  let entry = entryAt(table, bits);
  if (entry & (LINK << 8)) {
    drop(ROOT);
    entry = subEntryAt(table, entry, bits);
  }
  value = valueOf(entry, bits);
  drop(entry & 255);
  return entry;
}

/** Copies up to 15 bytes more than asked for. */
function copyFast(to: usize, distance: usize, length: usize): void {
  const end = to + length;
  if (distance >= 16) {
    const source = to - distance;
    v128.store(to, v128.load(source));
    v128.store(to, v128.load(source, 16), 16);
    if (length > 32) for (to += 32; to < end; to += 16) v128.store(to, v128.load(to - distance));
  } else if (distance >= 8) {
    for (; to < end; to += 8) store<u64>(to, load<u64>(to - distance));
  } else if (distance == 1) memory.fill(to, load<u8>(to - 1), length);
  else for (; to < end; to++) store<u8>(to, load<u8>(to - distance));
}
