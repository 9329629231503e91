/** Keeps a byte order mark at the start: it is a character of the cell, and must not vanish from what is shown. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const BACKSLASH = 92;

/** The bytes that Zeek's escapes stand for: `\xHH` is a byte, `\\` a backslash, anything else is left as it is. */
export function unescapeBytes(cell: Uint8Array): Uint8Array {
  if (!cell.includes(BACKSLASH)) return cell;
  const out = new Uint8Array(cell.length);
  let length = 0;
  for (let at = 0; at < cell.length; ) {
    const taken = escapeLength(cell, at, cell.length);
    out[length++] = taken === 4 ? escapedByte(cell, at) : cell[at];
    at += Math.max(1, taken);
  }
  return out.subarray(0, length);
}

/** How many bytes the escape at `at` takes: 4 for `\xHH`, 2 for `\\`, 0 where there is none. */
export function escapeLength(bytes: Uint8Array, at: number, end: number): 0 | 2 | 4 {
  if (bytes[at] !== BACKSLASH || at + 1 >= end) return 0;
  if (bytes[at + 1] === BACKSLASH) return 2;
  const isByte = bytes[at + 1] === 120 && at + 3 < end && digit(bytes[at + 2]) >= 0 && digit(bytes[at + 3]) >= 0;
  return isByte ? 4 : 0;
}

/** The byte that the `\xHH` at `at` stands for. */
export function escapedByte(bytes: Uint8Array, at: number): number {
  return digit(bytes[at + 2]) * 16 + digit(bytes[at + 3]);
}

/** Value of a hexadecimal digit, -1 for any other byte. */
function digit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** A cell as text: escapes undone, then UTF-8, with U+FFFD for bytes that are none. */
export function decodeCell(cell: Uint8Array): string {
  return decoder.decode(unescapeBytes(cell));
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
