import type { BadCells } from './bad-cells.ts';
import { type CodeGroup, largestCode } from './category-column.ts';
import { type FieldBlock, isMark } from './field-block.ts';
import type { Interner } from './interner.ts';
import { NarrowCounts, OTHER, UNSET } from './narrow-counts.ts';
import { type CountGroup, UNSET_WORD } from './number-group.ts';
import { parseNumber, powersOfTen } from './parse-number.ts';

/**
 * Reads cells of a block, one field of lines `from` to `to` at a time. A cell that is empty, or the block's mark, is
 * unset. Readers agree to the bit: this one is for every block, the one in WebAssembly for blocks in its memory
 * (`core/kernel`).
 */
export interface CellReader {
  /**
   * Writes counts of at most nine digits that fit into the group, or its code for unset, to `group[place..]`. Returns
   * the first line whose cell is neither: it and those after it need a wider group.
   */
  counts(block: FieldBlock, field: number, from: number, to: number, group: CountGroup, place: number): number;
  /**
   * Writes numbers, NaN for unset, to `group[place..]`; a cell that is no number is marked in `bad`. Every value
   * equals `Number(text)`: one exact integer divided by an exact power of ten rounds once, as Number does, and the rest
   * goes through Number itself.
   */
  doubles(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    group: Float64Array,
    place: number,
    bad: BadCells,
  ): void;
  /**
   * Writes the labels' codes, 0 for unset, to `group[place..]`; new labels are interned. Returns the first line whose
   * code does not fit: it and those after it need a wider group.
   */
  labels(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    labels: Interner,
    group: CodeGroup,
    place: number,
  ): number;
}

export const plainReader: CellReader = { counts, doubles, labels };

/** About 10 ns per cell. */
function counts(block: FieldBlock, field: number, from: number, to: number, group: CountGroup, place: number): number {
  const { bytes, starts, stride, separatorLength, unset } = block;
  const unsetLength = unset.length;
  const unsetByte = unset[0];
  const narrow = group instanceof NarrowCounts ? group : null;
  const codes = group instanceof NarrowCounts ? group.codes : group;
  const limit = narrow === null ? UNSET_WORD : OTHER;
  const code = narrow === null ? UNSET_WORD : UNSET;
  for (let i = from, at = from * stride + field, out = place; i < to; i++, at += stride, out++) {
    const start = starts[at];
    const end = starts[at + 1] - separatorLength;
    let value = 0;
    let p = start;
    while (p < end) {
      const digit = bytes[p] ^ 48;
      if (digit > 9) break;
      value = Math.imul(value, 10) + digit;
      p++;
    }
    const isCount = p === end && end - start <= 9 && p > start;
    if (isCount && value < limit) codes[out] = value;
    else if (isCount && narrow?.addOther(out, value)) continue;
    else if (
      start === end ||
      (end - start === unsetLength && bytes[start] === unsetByte && isMark(bytes, start, unset))
    ) {
      codes[out] = code;
    } else return i;
  }
  return to;
}

/** About 15 ns per cell. */
function doubles(
  block: FieldBlock,
  field: number,
  from: number,
  to: number,
  group: Float64Array,
  place: number,
  bad: BadCells,
): void {
  const { bytes, starts, stride, separatorLength, unset } = block;
  const unsetLength = unset.length;
  const unsetByte = unset[0];
  for (let i = from, at = from * stride + field, out = place; i < to; i++, at += stride, out++) {
    const start = starts[at];
    const end = starts[at + 1] - separatorLength;
    const length = end - start;
    if (length === 0 || (length === unsetLength && bytes[start] === unsetByte && isMark(bytes, start, unset))) {
      group[out] = Number.NaN;
      continue;
    }
    let value = 0;
    let decimals = 0;
    let p = start;
    let digit = bytes[p] ^ 48;
    while (digit < 10 && p < end) {
      value = value * 10 + digit;
      digit = bytes[++p] ^ 48;
    }
    if (p < end && bytes[p] === 46 && p > start) {
      const point = ++p;
      digit = bytes[p] ^ 48;
      while (digit < 10 && p < end) {
        value = value * 10 + digit;
        digit = bytes[++p] ^ 48;
      }
      decimals = p - point;
    }
    if (p < end || value > Number.MAX_SAFE_INTEGER || decimals > 22) {
      value = oddNumber(block, field, start, end);
      if (Number.isNaN(value) && !isNoNumber(bytes, start, end)) bad.mark(i, field);
      group[out] = value;
    } else group[out] = decimals === 0 ? value : value / powersOfTen[decimals];
  }
}

/** The number of a cell that is not digits with a point among them at most, NaN for none. */
export function oddNumber({ bytes, forms }: FieldBlock, field: number, start: number, end: number): number {
  return forms === null ? parseNumber(bytes, start, end) : forms.valueOf(field, bytes, start, end);
}

/**
 * Whether a text stands for a number that is not there: Zeek's `nan` and `inf`, the words of databases and of pandas,
 * and the `XXXXXXXXXX.XXXXXX` of Zeek's test baselines.
 */
export function isNoNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 17) return false;
  return noNumber.test(String.fromCharCode(...bytes.subarray(start, end)));
}

/** As `isNoNumber`, of a text: one of the words for what is not there. Cells that begin otherwise cost nothing. */
export function isUnsetWord(bytes: Uint8Array, start: number, end: number): boolean {
  const byte = bytes[start];
  const letter = byte | 32;
  // `NA`, `None`, `undefined`, `(null)`, `#N/A`, `<NA>`.
  const mayBe = letter === 110 || letter === 117 || byte === 40 || byte === 35 || byte === 60;
  return mayBe && isNoNumber(bytes, start, end);
}

const noNumber =
  /^\s*([+-]?(nan|inf|infinity|X+\.X+)|nat|null|none|nil|n\/a|#n\/a|na|<na>|\\N|\(null\)|undefined)?\s*$/i;

/** About 25 ns per cell. */
function labels(
  block: FieldBlock,
  field: number,
  from: number,
  to: number,
  labels: Interner,
  group: CodeGroup,
  place: number,
): number {
  const { bytes, starts, stride, separatorLength, unset } = block;
  const unsetLength = unset.length;
  const unsetByte = unset[0];
  const largest = largestCode(group);
  for (let i = from, at = from * stride + field, out = place; i < to; i++, at += stride, out++) {
    const start = starts[at];
    const end = starts[at + 1] - separatorLength;
    const length = end - start;
    if (length === 0 || (length === unsetLength && bytes[start] === unsetByte && isMark(bytes, start, unset))) {
      group[out] = 0;
      continue;
    }
    const code = labels.intern(bytes, start, end);
    if (code > largest) return i;
    group[out] = code;
  }
  return to;
}
