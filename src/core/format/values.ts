const encoder = new TextEncoder();
const decoder = new TextDecoder();

const MINUS = 45;
const DOT = 46;
const COMMA = 44;
/** Digits of a second in nanoseconds. */
const PLACES = 9;

/** Where canonical cells are written: bytes as Zeek's ASCII writer would have them. */
export interface CellSink {
  byte(value: number): void;
  bytes(from: Uint8Array, start: number, end: number): void;
  text(value: string): void;
}

/** A whole number of nanoseconds as seconds: the point moves, no digit is lost. What is none is written as it is. */
export function writeNanoseconds(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const from = bytes[start] === MINUS ? start + 1 : start;
  for (let at = from; at < end; at++) {
    if ((bytes[at] ^ 48) < 10 && from < end) continue;
    out.bytes(bytes, start, end);
    // A fraction is of another unit: no column may mix the two.
    if (bytes[at] === DOT) out.text(' ns?');
    return;
  }
  if (from > start) out.byte(MINUS);
  const length = end - from;
  if (length <= PLACES) out.byte(48);
  else out.bytes(bytes, from, end - PLACES);
  out.byte(DOT);
  for (let zero = length; zero < PLACES; zero++) out.byte(48);
  out.bytes(bytes, Math.max(from, end - PLACES), end);
}

/** `T` or `F`; what is no truth value is written as it is. */
export function writeBool(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const first = bytes[start] | 32;
  const length = end - start;
  if (first === 116 && (length === 1 || length === 4)) out.byte(84);
  else if (first === 102 && (length === 1 || length === 5)) out.byte(70);
  else if (length === 1 && (first === 49 || first === 48)) out.byte(first === 49 ? 84 : 70);
  else out.bytes(bytes, start, end);
}

export function writeLower(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at++) out.byte(bytes[at] >= 65 && bytes[at] <= 90 ? bytes[at] | 32 : bytes[at]);
}

/**
 * A string with the escapes that Zeek's ASCII writer would give it: `\xHH` for control bytes, `\\` for a backslash, and
 * for what would else read as unset or empty.
 */
export function writeString(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  if (start === end) {
    out.text('(empty)');
    return;
  }
  if (end - start === 1 && bytes[start] === MINUS) {
    out.text('\\x2d');
    return;
  }
  if (bytes[start] === 40 && end - start === 7 && decoder.decode(bytes.subarray(start, end)) === '(empty)') {
    out.text('\\x28empty)');
    return;
  }
  let plain = start;
  while (plain < end && bytes[plain] >= 32 && bytes[plain] !== 92 && bytes[plain] !== 127) plain++;
  out.bytes(bytes, start, plain);
  for (let at = plain; at < end; at++) {
    const byte = bytes[at];
    if (byte === 92) out.text('\\\\');
    else if (byte < 32 || byte === 127) out.text(`\\x${byte.toString(16).padStart(2, '0')}`);
    else out.byte(byte);
  }
}

/** Elements of a set or vector, joined as in Zeek's log. */
export function writeSet(out: CellSink, elements: readonly string[]): void {
  if (elements.length === 0) {
    out.text('(empty)');
    return;
  }
  elements.forEach((element, i) => {
    if (i > 0) out.byte(COMMA);
    const inner = encoder.encode(element);
    let from = 0;
    // A comma inside an element is none between them.
    for (let at = 0; at <= inner.length; at++) {
      if (at < inner.length && inner[at] !== COMMA) continue;
      if (at > from || inner.length === 0) writeString(out, inner, from, at);
      if (at < inner.length) out.text('\\x2c');
      from = at + 1;
    }
  });
}
