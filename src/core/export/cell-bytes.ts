/** What the bytes of a cell ask of a writer, as bits, so that one pass over a cell finds all of it. */
export const QUOTES = 1;
export const BACKSLASHES = 2;
/** Commas, which divide a CSV. */
export const COMMAS = 4;
/** Control characters, and whatever is not ASCII: it may hold characters that cannot be seen. */
export const UNSEEN = 8;

const asks = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 32 || byte > 126) return UNSEEN;
  return byte === 34 ? QUOTES : byte === 92 ? BACKSLASHES : byte === 44 ? COMMAS : 0;
});

/** What `bytes[start..end)` asks for; 0 for a cell that can be copied as it stands. */
export function cellAsks(bytes: Uint8Array, start: number, end: number): number {
  let found = 0;
  for (let at = start; at < end; at++) found |= asks[bytes[at]];
  return found;
}

/**
 * Whether `bytes[start..end)` is a number as JSON writes it: `-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?`. A spreadsheet
 * takes it for that number, never for a formula.
 */
export function isPlainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let at = bytes[start] === MINUS ? start + 1 : start;
  const whole = afterDigits(bytes, at, end);
  if (whole === at || (bytes[at] === ZERO && whole > at + 1)) return false;
  at = whole;
  if (at < end && bytes[at] === POINT) {
    const fraction = afterDigits(bytes, at + 1, end);
    if (fraction === at + 1) return false;
    at = fraction;
  }
  if (at === end) return true;
  if ((bytes[at] | 32) !== 101) return false;
  at++;
  if (bytes[at] === MINUS || bytes[at] === 43) at++;
  return at < end && afterDigits(bytes, at, end) === end;
}

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

function afterDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] >= ZERO && bytes[at] <= 57) at++;
  return at;
}
