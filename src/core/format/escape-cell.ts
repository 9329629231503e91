import { isHidden } from '../hidden-characters.ts';
import { escapeLength } from './escapes.ts';
import { utf8At } from './utf8.ts';

/** Which characters are to be written as `\xHH`. */
export type Escaped = (codePoint: number) => boolean;

/** Those that no line of a log can hold. */
export const isLineControl: Escaped = (codePoint) => codePoint < 32;

/** Those that a reader of the file would not see, and bytes that are not UTF-8. */
export const isUnseen: Escaped = (codePoint) => codePoint < 0 || isHidden(codePoint);

/**
 * `bytes[start..end)` with `\xHH` for every byte of the characters that `isEscaped` names (-1 is a byte that is not
 * UTF-8). The value stays the same: escapes that are there already are copied, and any other backslash is escaped
 * itself, so that it does not begin one.
 */
export function escapeCell(bytes: Uint8Array, start: number, end: number, isEscaped: Escaped): Uint8Array {
  const out = new Uint8Array((end - start) * 4);
  let length = 0;
  for (let at = start; at < end; ) {
    const taken = escapeLength(bytes, at, end);
    const { codePoint, length: size } = utf8At(bytes, at, end);
    const isWritten = taken === 0 && (codePoint === BACKSLASH || isEscaped(codePoint));
    const stop = at + Math.max(size, taken);
    for (; at < stop; at++) {
      if (!isWritten) out[length++] = bytes[at];
      else length = writeEscape(out, length, bytes[at]);
    }
  }
  return out.subarray(0, length);
}

/** A text as a cell: backslashes doubled, hidden characters as `\xHH`. */
export function cellOf(text: string): string {
  const bytes = encoder.encode(text.replaceAll('\\', '\\\\'));
  return decoder.decode(escapeCell(bytes, 0, bytes.length, isUnseen));
}

const BACKSLASH = 92;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const digits = encoder.encode('0123456789abcdef');

function writeEscape(out: Uint8Array, length: number, byte: number): number {
  out[length] = BACKSLASH;
  out[length + 1] = 120;
  out[length + 2] = digits[byte >> 4];
  out[length + 3] = digits[byte & 15];
  return length + 4;
}
