import { delimited } from '../format/delimited.ts';
import { formats } from '../format/index.ts';
import { beginningOf } from '../format/recognise.ts';

const LF = 10;
const HASH = 35;
/** A longer run of `#` lines is no header that waits for its first row. */
const LONGEST_HEADER = 256 << 10;
const decoder = new TextDecoder();
const none = new Uint8Array(0);

/**
 * How many of the bytes can be read: whole lines up to the last row. A begun line waits for its end, and `#` lines at the end
 * wait for the row below, so that a header is never read in two parts. All bytes if they are the `last` ones of a file.
 */
export function readableLength(bytes: Uint8Array, isLast: boolean): number {
  if (isLast) return bytes.length;
  const whole = bytes.lastIndexOf(LF) + 1;
  let end = whole;
  while (end > 0) {
    const start = end < 2 ? 0 : bytes.lastIndexOf(LF, end - 2) + 1;
    if (bytes[start] !== HASH) break;
    end = start;
  }
  return whole - end > LONGEST_HEADER ? whole : end;
}

/**
 * The lines that rows after `bytes`, which begin with a line, need above them to be read alone: those of the last header.
 * `before` are those that the first row of `bytes` needs.
 */
export function headerAfter(bytes: Uint8Array, before: Uint8Array): Uint8Array {
  let header = before;
  for (let at = nextHash(bytes, 0); at >= 0; ) {
    const end = endOfHashes(bytes, at);
    const run = bytes.subarray(at, end);
    if (/^#(fields|separator)\W/m.test(decoder.decode(run.subarray(0, LONGEST_HEADER)))) header = run.slice();
    at = nextHash(bytes, end);
  }
  return header;
}

/** The header that the first rows of a new file need if it has none itself, `before` the one of the file before. */
export function headerAtStart(bytes: Uint8Array, before: Uint8Array): Uint8Array {
  const start = beginningOf(bytes.subarray(0, LONGEST_HEADER), formats);
  const isRow = start === null || start.format?.isAssumed === true || start.skipped.length > 0;
  return isRow && before[0] === HASH ? before : none;
}

/** The row of names at the beginning of a CSV; empty for every other form. */
export function namesOf(bytes: Uint8Array): Uint8Array {
  const start = beginningOf(bytes.subarray(0, LONGEST_HEADER), formats);
  if (start?.format !== delimited) return none;
  return bytes.slice(start.at, bytes.indexOf(LF, start.at) + 1);
}

function nextHash(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(HASH, from); at >= 0; at = bytes.indexOf(HASH, at + 1)) {
    if (at === 0 || bytes[at - 1] === LF) return at;
  }
  return -1;
}

function endOfHashes(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === HASH) {
    const end = bytes.indexOf(LF, at);
    if (end < 0) return bytes.length;
    at = end + 1;
  }
  return at;
}
