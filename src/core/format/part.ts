import { byteOrderMark } from './format.ts';

const LF = 10;
const HASH = 35;
const EQUALS = 61;
const decoder = new TextDecoder();

/** A line that `head` and `tail` put before each of several files: `==> conn.log <==`. */
const partLine = /^==> (.*) <==\s*$/;
/** A line of the header that Zeek writes, with something behind its name. */
const headerLine = /^#(separator|fields)[ \t]+\S/;
/** How a line begins that names a part. */
const mark = [EQUALS, EQUALS, 62, 32];
/** No line that begins a part is longer before what tells it. */
const LONGEST = 1024;

/**
 * Whether the line at `at`, which its reader cannot read, begins a part of the file that is to be read in another way.
 */
export function beginsPart(bytes: Uint8Array, at: number, end: number): boolean {
  const start = at + byteOrderMark(bytes, at);
  if (bytes[at] !== EQUALS && bytes[start] !== HASH) return false;
  const line = decoder.decode(bytes.subarray(start, Math.min(end, start + LONGEST)));
  return partLine.test(line) || headerLine.test(line);
}

/** The file that the line at `at` names as the origin of what follows, without its folders; null when it names none. */
export function partName(bytes: Uint8Array, at: number, end: number): string | null {
  if (bytes[at] !== EQUALS || bytes[at + 1] !== EQUALS) return null;
  const name = partLine.exec(decoder.decode(bytes.subarray(at, Math.min(end, at + LONGEST))))?.[1];
  return name?.replace(/^.*[/\\]/, '') ?? null;
}

/**
 * Offset of the next line of the form `==> .. <==`, -1 if there is none: the last bytes may be its beginning.
 * `isInLine` means that the first byte does not begin a line.
 */
export function nextPart(bytes: Uint8Array, from: number, isInLine: boolean): number {
  for (let at = bytes.indexOf(EQUALS, from); at >= 0; at = bytes.indexOf(EQUALS, at + 1)) {
    const isFirst = at === 0 ? !isInLine : bytes[at - 1] === LF;
    if (isFirst && mark.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)) return at;
  }
  return -1;
}
