import { isHidden } from '../hidden-characters.ts';
import { escapedByte, escapeLength } from './escapes.ts';
import { utf8At } from './utf8.ts';

const APOSTROPHE = 39;

/**
 * Whether a spreadsheet may read `bytes[start..end)` as a formula: `= + - @`, full width too, first or after
 * blanks (spaces of any width, tab, line ends, zero-width characters, raw or as `\xHH`), or a tab or CR first. These
 * cells get a `'` in front in our CSV, which reading removes. A text that already has this `'` gets one too, so reading
 * an export is the identity for every text.
 */
export function needsGuard(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end || isHarmless[bytes[start]] === 1) return false;
  let at = start;
  while (at < end && bytes[at] === APOSTROPHE) at++;
  for (let isFirst = true; at < end; isFirst = false) {
    const escaped = escapeLength(bytes, at, end);
    const { codePoint, length } = escaped > 0 ? escapedCharacter(bytes, at, end) : utf8At(bytes, at, end);
    if (isFirst && (codePoint === 9 || codePoint === 13)) return true;
    if (signs.has(codePoint)) return escaped === 0;
    if (!isBlank(codePoint)) return false;
    at += length;
  }
  return false;
}

/** The place at which the cell's own text begins: after the guard if there is one. */
export function afterGuard(bytes: Uint8Array, start: number, end: number): number {
  return bytes[start] === APOSTROPHE && needsGuard(bytes, start + 1, end) ? start + 1 : start;
}

/** `= + - @`, and the same in full width. */
const signs = new Set([...'=+-@＝＋－＠'].map((sign) => sign.codePointAt(0) ?? 0));

/** First bytes after which no guard is needed, which is nearly all: letters, digits, `(` and the like. */
const isHarmless = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > 32 && byte < 127 && !signs.has(byte) && byte !== APOSTROPHE && byte !== 92 ? 1 : 0,
);

function isBlank(codePoint: number): boolean {
  return codePoint >= 0 && (/\s/u.test(String.fromCodePoint(codePoint)) || isHidden(codePoint));
}

/** The character that `\xHH` escapes at `at` stand for. */
function escapedCharacter(bytes: Uint8Array, at: number, end: number): { codePoint: number; length: number } {
  const raw: number[] = [];
  for (let next = at; raw.length < 4 && escapeLength(bytes, next, end) === 4; next += 4) {
    raw.push(escapedByte(bytes, next));
  }
  const { codePoint, length } = utf8At(Uint8Array.from(raw), 0, raw.length);
  return { codePoint: raw.length === 0 ? -1 : codePoint, length: raw.length === 0 ? 2 : length * 4 };
}
