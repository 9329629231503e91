/*
 * Input as bits, lowest first. Whoever reads a thing that may go on beyond the input marks its begin, and goes back
 * there.
 */

/** Next byte of input. */
export let input: usize = 0;
/** Bits of the bytes before it that are not read, and how many. */
export let bits: u64 = 0;
export let bitCount: i32 = 0;
let markedInput: usize = 0;
let markedBits: u64 = 0;
let markedCount: i32 = 0;

export function setBits(value: u64, count: i32): void {
  bits = value;
  bitCount = count;
}

export function setInput(from: usize): void {
  input = from;
}

export function mark(): void {
  markedInput = input;
  markedBits = bits;
  markedCount = bitCount;
}

export function goBack(): void {
  input = markedInput;
  bits = markedBits;
  bitCount = markedCount;
}

/** Gives back whole bytes that were taken ahead. */
export function giveBack(): void {
  input -= bitCount >> 3;
  setBits(0, 0);
}

/** Takes bytes one by one until `wanted` bits are there; false when there are no more. */
export function fill(wanted: i32, inputEnd: usize): bool {
  while (bitCount < wanted) {
    if (input == inputEnd) return false;
    bits |= <u64>load<u8>(input) << bitCount;
    input++;
    bitCount += 8;
  }
  return true;
}

export function take(count: i32): u32 {
  const value = <u32>(bits & ((<u64>1 << count) - 1));
  bits >>= count;
  bitCount -= count;
  return value;
}

/** Drops bits; the count falls below zero when they are too few. */
export function drop(count: i32): void {
  bits >>= count;
  bitCount -= count;
}
