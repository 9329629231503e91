import { escapeLength } from '../format/escapes.ts';
import type { Layout } from '../table/table.ts';

const encoder = new TextEncoder();
const EMPTY = encoder.encode('(empty)');
const ESCAPED_EMPTY = encoder.encode('\\x28empty)');
const ESCAPED_COMMA = encoder.encode('\\x2c');
export const COMMA = encoder.encode(',');

/** Whether a log has Zeek's usual marks for an empty text and between the elements of a set. */
export function hasUsualMarks({ empty, setSeparator }: Layout): boolean {
  return equals(empty, 0, empty.length, EMPTY) && equals(setSeparator, 0, setSeparator.length, COMMA);
}

/** A cell of a log with other marks as it stands in one with the usual marks: the same value. */
export function withUsualMarks(
  bytes: Uint8Array,
  start: number,
  end: number,
  { empty, setSeparator }: Layout,
  isContainer: boolean,
): Uint8Array {
  if (empty.length > 0 && equals(bytes, start, end, empty)) return EMPTY;
  if (!isContainer) return isEmptyMark(bytes, start, end) ? ESCAPED_EMPTY : bytes.subarray(start, end);
  const parts: Uint8Array[] = [];
  splitSet(bytes, start, end, setSeparator, (from, to, place) => {
    if (place > 0) parts.push(COMMA);
    splitSet(bytes, from, to, COMMA, (partFrom, partTo, part) => {
      if (part > 0) parts.push(ESCAPED_COMMA);
      parts.push(bytes.subarray(partFrom, partTo));
    });
  });
  const cell = joined(parts);
  return isEmptyMark(cell, 0, cell.length) ? ESCAPED_EMPTY : cell;
}

/** Whether a cell is Zeek's usual mark of an empty text or set. */
export function isEmptyMark(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === EMPTY.length && bytes[start] === EMPTY[0] && equals(bytes, start, end, EMPTY);
}

/** Calls `visit` for each element between separators, with where it begins and ends and its place in the set. */
export function splitSet(
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: Uint8Array,
  visit: (start: number, end: number, place: number) => void,
): void {
  let from = start;
  let place = 0;
  for (let at = start; separator.length > 0 && at + separator.length <= end; ) {
    if (!equals(bytes, at, at + separator.length, separator)) {
      at += Math.max(1, escapeLength(bytes, at, end));
      continue;
    }
    visit(from, at, place++);
    at += separator.length;
    from = at;
  }
  visit(from, end, place);
}

function equals(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let i = 0; i < other.length; i++) if (bytes[start + i] !== other[i]) return false;
  return true;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
