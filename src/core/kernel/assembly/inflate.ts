import { buildTable, CODES, DISTANCES, END, INVALID, LINK, LITERAL, LITERALS, ROOT } from './huffman';

/*
 * Inflates raw deflate (RFC 1951) as its bytes come, and stops and goes on at any of them. Its caller owns the input and the
 * output; what was put out in the last 32 kB must stand before the place where it goes on.
 */

/** Outcomes. */
const NEEDS_INPUT: i32 = 0;
const OUTPUT_IS_FULL: i32 = 1;
const IS_OVER: i32 = 2;
const IS_DAMAGED: i32 = -1;

const HEADER: u32 = 0;
const STORED: u32 = 1;
const CODED: u32 = 2;
const OVER: u32 = 3;

/** Room that the fast loop leaves: a step takes up to 14 bytes and looks at 8 more, a copy writes up to 258 and 16 more. */
const NEAR_INPUT: usize = 32;
const NEAR_OUTPUT: usize = 288;

/** Next byte of input, next of output, and the first byte of output that may be referred to. */
export let input: usize = 0;
export let output: usize = 0;
let history: usize = 0;
let bits: u64 = 0;
let bitCount: i32 = 0;
let mode: u32 = HEADER;
let isLast: bool = false;
let storedLeft: usize = 0;

const literals = memory.data(16384); // TABLE_ENTRIES of four bytes
const distances = memory.data(16384);
const codeLengths = memory.data(16384);
const lengths = memory.data(512);
/** The order in which lengths of code lengths stand, RFC 1951 3.2.7. */
const order = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Begins a stream. */
export function startInflate(): void {
  mode = HEADER;
  bits = 0;
  bitCount = 0;
  isLast = false;
}

/** Goes on within a stream, at a block's header, `skipped` bits of the byte before the input being read already. */
export function resumeInflate(value: u32, count: u32): void {
  startInflate();
  bits = value;
  bitCount = count;
}

/** Whether the stream stands at a block's header, from which it can be resumed: with these bits of the byte before. */
export function atHeader(): bool {
  return mode == HEADER;
}
export function headerBits(): u32 {
  return <u32>(bits & ((<u64>1 << (bitCount & 7)) - 1));
}
export function headerBitCount(): u32 {
  return bitCount & 7;
}

/**
 * Inflates from `from` up to `inputEnd` into `to` up to `outputEnd`; distances reach back to `oldest` at most. `input` and
 * `output` say how far it came. `isStopping` ends it at the first block's header that it meets after a block.
 */
export function inflate(
  from: usize,
  inputEnd: usize,
  to: usize,
  outputEnd: usize,
  oldest: usize,
  isStopping: bool,
): i32 {
  input = from;
  output = to;
  history = oldest;
  while (mode != OVER) {
    if (mode == HEADER) {
      const before = input;
      const beforeBits = bits;
      const beforeCount = bitCount;
      const outcome = readHeader(inputEnd);
      if (outcome == NEEDS_INPUT) {
        input = before;
        bits = beforeBits;
        bitCount = beforeCount;
        return NEEDS_INPUT;
      }
      if (outcome < 0) return IS_DAMAGED;
    }
    if (mode == STORED) {
      while (storedLeft > 0) {
        if (output == outputEnd) return OUTPUT_IS_FULL;
        if (bitCount > 0) {
          // Whole bytes that were taken ahead.
          store<u8>(output, <u8>bits);
          bits >>= 8;
          bitCount -= 8;
          output++;
          storedLeft--;
          continue;
        }
        if (input == inputEnd) return NEEDS_INPUT;
        const count = min(storedLeft, min(inputEnd - input, outputEnd - output));
        memory.copy(output, input, count);
        input += count;
        output += count;
        storedLeft -= count;
      }
      mode = isLast ? OVER : HEADER;
    } else if (mode == CODED) {
      const outcome = readCoded(inputEnd, outputEnd);
      if (outcome != IS_OVER) return outcome;
      mode = isLast ? OVER : HEADER;
    }
    if (isStopping && mode == HEADER) return OUTPUT_IS_FULL;
  }
  // Whole bytes that were taken ahead are the caller's again.
  input -= bitCount >> 3;
  bitCount = 0;
  bits = 0;
  return IS_OVER;
}

/** Takes bytes one by one until `wanted` bits are there; false when there are no more. */
function fill(wanted: i32, inputEnd: usize): bool {
  while (bitCount < wanted) {
    if (input == inputEnd) return false;
    bits |= <u64>load<u8>(input) << bitCount;
    input++;
    bitCount += 8;
  }
  return true;
}

function take(count: i32): u32 {
  const value = <u32>(bits & ((<u64>1 << count) - 1));
  bits >>= count;
  bitCount -= count;
  return value;
}

/** Reads a block's header, and its codes; the caller undoes what it took when the input ends before it does. */
function readHeader(inputEnd: usize): i32 {
  if (!fill(3, inputEnd)) return NEEDS_INPUT;
  const last = take(1) != 0;
  const kind = take(2);
  if (kind == 0) {
    take(bitCount & 7);
    if (!fill(32, inputEnd)) return NEEDS_INPUT;
    const length = take(16);
    if (take(16) != (~length & 0xffff)) return IS_DAMAGED;
    storedLeft = length;
    mode = STORED;
  } else if (kind == 1) {
    memory.fill(lengths, 8, 144);
    memory.fill(lengths + 144, 9, 112);
    memory.fill(lengths + 256, 7, 24);
    memory.fill(lengths + 280, 8, 8);
    buildTable(LITERALS, lengths, 288, literals);
    memory.fill(lengths, 5, 32);
    buildTable(DISTANCES, lengths, 32, distances);
    mode = CODED;
  } else if (kind == 2) {
    const outcome = readCodes(inputEnd);
    if (outcome != IS_OVER) return outcome;
    mode = CODED;
  } else return IS_DAMAGED;
  isLast = last;
  return IS_OVER;
}

function readCodes(inputEnd: usize): i32 {
  if (!fill(14, inputEnd)) return NEEDS_INPUT;
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const lengthCount = take(4) + 4;
  if (literalCount > 286 || distanceCount > 30) return IS_DAMAGED;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < lengthCount; i++) {
    if (!fill(3, inputEnd)) return NEEDS_INPUT;
    store<u8>(lengths + load<u8>(order + i), <u8>take(3));
  }
  if (!buildTable(CODES, lengths, 19, codeLengths)) return IS_DAMAGED;
  const all = literalCount + distanceCount;
  let last: u8 = 0;
  for (let i: u32 = 0; i < all; ) {
    // A code of at most 7 bits and its extra bits, of which fewer may be left at the very end.
    const isWhole = fill(14, inputEnd);
    const entry = load<u32>(codeLengths + (<usize>(bits & ((1 << ROOT) - 1)) << 2));
    const used: i32 = entry & 255;
    const symbol = entry >> 16;
    const isInvalid = ((entry >> 8) & INVALID) != 0;
    const extra: i32 = symbol == 16 ? 2 : symbol == 17 ? 3 : symbol == 18 ? 7 : 0;
    if (!isWhole && (isInvalid || used + extra > bitCount)) return NEEDS_INPUT;
    if (isInvalid) return IS_DAMAGED;
    take(used);
    if (symbol < 16) {
      last = <u8>symbol;
      store<u8>(lengths + i, last);
      i++;
      continue;
    }
    if (symbol == 16 && i == 0) return IS_DAMAGED;
    const repeat = take(extra) + (symbol == 18 ? 11 : 3);
    if (symbol != 16) last = 0;
    if (i + repeat > all) return IS_DAMAGED;
    memory.fill(lengths + i, last, repeat);
    i += repeat;
  }
  if (load<u8>(lengths + 256) == 0) return IS_DAMAGED; // no end of block
  // Distances stand behind the literals: built first, since they are where the next table's lengths are not.
  if (!buildTable(DISTANCES, lengths + literalCount, distanceCount, distances)) return IS_DAMAGED;
  if (!buildTable(LITERALS, lengths, literalCount, literals)) return IS_DAMAGED;
  return IS_OVER;
}

/**
 * Reads symbols until the block ends: quickly while there is room on both sides, then one by one. At the top of the quick loop
 * there are at least 56 bits and the next entry is looked up, so that the look-up need not wait for the copy before it. Of
 * `count` only the lowest six bits count: what else an entry holds is subtracted with its bits.
 */
function readCoded(inputEnd: usize, outputEnd: usize): i32 {
  const lastInput = inputEnd - NEAR_INPUT;
  const lastOutput = outputEnd - NEAR_OUTPUT;
  const oldest = history;
  let from = input;
  let to = output;
  if (from > lastInput || to > lastOutput) return readSlowly(inputEnd, outputEnd);
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
  return outcome == NEEDS_INPUT ? readSlowly(inputEnd, outputEnd) : outcome;
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
  bits = hold & ((<u64>1 << count) - 1);
  bitCount = count;
  input = from;
  output = to;
}

/** One symbol a step, undone when the input ends within it. A match that does not fit into the output waits for room. */
function readSlowly(inputEnd: usize, outputEnd: usize): i32 {
  while (output < outputEnd) {
    const before = input;
    const beforeBits = bits;
    const beforeCount = bitCount;
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
        else if (distance > output - history) outcome = IS_DAMAGED;
        else if (length > outputEnd - output) outcome = OUTPUT_IS_FULL;
        else {
          for (let i: usize = 0; i < length; i++) store<u8>(output + i, load<u8>(output + i - distance));
          output += length;
          continue;
        }
      }
    }
    if (outcome != IS_DAMAGED) {
      input = before;
      bits = beforeBits;
      bitCount = beforeCount;
      // Bytes that are taken ahead are taken again.
    }
    return outcome;
  }
  return OUTPUT_IS_FULL;
}

/** What the last look-up came to, if that was a length or a distance. */
let value: u32 = 0;

/** The entry of the next code, which is dropped, extra bits and all; the count of bits falls below zero when they are too few. */
function look(table: usize): u32 {
  let entry = entryAt(table, bits);
  if (entry & (LINK << 8)) {
    bits >>= ROOT;
    bitCount -= ROOT;
    entry = subEntryAt(table, entry, bits);
  }
  value = valueOf(entry, bits);
  bits >>= entry & 255;
  bitCount -= entry & 255;
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

/** Whole bytes that are taken ahead of where the stream stands. */
export function bytesAhead(): u32 {
  return <u32>bitCount >> 3;
}
