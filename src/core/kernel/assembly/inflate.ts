import { bitCount, bits, giveBack, goBack, input, mark, setBits, setInput, take } from './bits';
import { isLast, readHeader, storedLength } from './block-header';
import { output, readCoded, setOutput } from './block-symbols';
import { IS_OVER, NEEDS_INPUT, OUTPUT_IS_FULL } from './outcome';

/*
 * Inflates raw deflate (RFC 1951) as its bytes come, and stops and goes on at any of them. Its caller owns the input
 * and the output; what was put out in the last 32 kB must stand before the place where it goes on.
 */
export { input } from './bits';
export { output } from './block-symbols';

const HEADER: u32 = 0;
const STORED: u32 = 1;
const CODED: u32 = 2;
const OVER: u32 = 3;

let mode: u32 = HEADER;
let storedLeft: usize = 0;

/** Begins a stream. */
export function startInflate(): void {
  resumeInflate(0, 0);
}

/** Goes on within a stream, at a block's header, `count` bits of the byte before the input not being read yet. */
export function resumeInflate(value: u32, count: u32): void {
  mode = HEADER;
  setBits(value, count);
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
/** Whole bytes that are taken ahead of where the stream stands. */
export function bytesAhead(): u32 {
  return <u32>bitCount >> 3;
}

/**
 * Inflates from `from` up to `inputEnd` into `to` up to `outputEnd`; distances reach back to `oldest` at most. `input`
 * and `output` say how far it came. `isStopping` ends it at the first block's header that it meets after a block.
 */
export function inflate(
  from: usize,
  inputEnd: usize,
  to: usize,
  outputEnd: usize,
  oldest: usize,
  isStopping: bool,
): i32 {
  setInput(from);
  setOutput(to);
  while (mode != OVER) {
    if (mode == HEADER) {
      mark();
      const outcome = readHeader(inputEnd);
      if (outcome == NEEDS_INPUT) goBack();
      if (outcome != IS_OVER) return outcome;
      mode = storedLength < 0 ? CODED : STORED;
      storedLeft = max(storedLength, 0);
    }
    const outcome = mode == STORED ? copyStored(inputEnd, outputEnd) : readCoded(inputEnd, outputEnd, oldest);
    if (outcome != IS_OVER) return outcome;
    mode = isLast ? OVER : HEADER;
    if (isStopping && mode == HEADER) return OUTPUT_IS_FULL;
  }
  giveBack();
  return IS_OVER;
}

/** Copies what is left of a stored block. */
function copyStored(inputEnd: usize, outputEnd: usize): i32 {
  while (storedLeft > 0) {
    if (output == outputEnd) return OUTPUT_IS_FULL;
    if (bitCount > 0) {
      // Whole bytes that were taken ahead.
      store<u8>(output, <u8>take(8));
      setOutput(output + 1);
      storedLeft--;
      continue;
    }
    if (input == inputEnd) return NEEDS_INPUT;
    const count = min(storedLeft, min(inputEnd - input, outputEnd - output));
    memory.copy(output, input, count);
    setInput(input + count);
    setOutput(output + count);
    storedLeft -= count;
  }
  return IS_OVER;
}
