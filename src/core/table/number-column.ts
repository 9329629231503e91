import { type FieldBlock, isMark } from './field-block.ts';
import { GROUP_BITS, GROUP_MASK, GROUP_ROWS } from './groups.ts';
import { parseNumber, powersOfTen } from './parse-number.ts';

/**
 * A number a row. A group is a Uint32Array while all its values are whole numbers below 2^32 - 1 (unset is 2^32 - 1),
 * else a Float64Array (unset is NaN): exact either way, and half the memory for ports, packets and most byte counts.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly groups: readonly NumberGroup[];
}
export type NumberGroup = Uint32Array | Float64Array;

/** Mark of an unset value in a Uint32Array group. */
export const UNSET_COUNT = 0xffff_ffff;

/** Value of one row, NaN when unset. For whole columns read the groups instead. */
export function numberAt(column: NumberColumn, row: number): number {
  const group = column.groups[row >>> GROUP_BITS];
  const value = group[row & GROUP_MASK];
  return group instanceof Uint32Array && value === UNSET_COUNT ? Number.NaN : value;
}

/**
 * Copies `count` values from place `from` of a group to `out[at]`, `out[at + step]`, ..., unset as `unset`.
 * About 1 ns a value.
 */
export function readNumbers(
  group: NumberGroup,
  from: number,
  count: number,
  unset: number,
  out: Float64Array,
  at: number,
  step: number,
): void {
  if (group instanceof Uint32Array) {
    for (let i = 0, o = at; i < count; i++, o += step) {
      const value = group[from + i];
      out[o] = value === UNSET_COUNT ? unset : value;
    }
  } else {
    for (let i = 0, o = at; i < count; i++, o += step) {
      const value = group[from + i];
      out[o] = Number.isNaN(value) ? unset : value;
    }
  }
}

/** Builds a NumberColumn from cells; `whole` says that values are expected to be counts or ports. */
export class NumberBuilder {
  readonly kind = 'number';
  readonly groups: NumberGroup[] = [];
  private readonly whole: boolean;

  constructor(whole: boolean) {
    this.whole = whole;
  }

  /**
   * Reads cell `field` of lines `from` to `to` of the block into rows `row`, `row + 1`, ..., which must lie in one group.
   * A cell equal to `unset`, or empty, is unset; one that is no number sets `bad[line] = field + 1`.
   * Every other value equals `Number(text)`: at most 15 digits, or 16 below 2^53, are one exact integer divided by an
   * exact power of ten, which rounds once, as Number does; the rest goes through Number itself.
   */
  append(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    row: number,
    unset: Uint8Array,
    bad: Uint16Array,
  ): void {
    const index = row >>> GROUP_BITS;
    const place = row & GROUP_MASK;
    const group = this.group(index);
    let line = from;
    if (group instanceof Uint32Array) line = appendCounts(group, block, field, from, to, place, unset);
    if (line === to) return;
    const wide = group instanceof Float64Array ? group : this.widen(index, place + line - from);
    appendDoubles(wide, block, field, line, to, place + line - from, unset, bad);
  }

  /** Marks rows `row` to `end` as unset; they may span groups. */
  appendUnset(row: number, end: number): void {
    for (let next = row; next < end; ) {
      const place = next & GROUP_MASK;
      const count = Math.min(end - next, GROUP_ROWS - place);
      const group = this.group(next >>> GROUP_BITS);
      group.fill(group instanceof Uint32Array ? UNSET_COUNT : Number.NaN, place, place + count);
      next += count;
    }
  }

  private group(index: number): NumberGroup {
    if (index === this.groups.length) {
      this.groups.push(this.whole ? new Uint32Array(GROUP_ROWS) : new Float64Array(GROUP_ROWS));
    }
    return this.groups[index];
  }

  private widen(index: number, filled: number): Float64Array {
    const wide = new Float64Array(GROUP_ROWS);
    readNumbers(this.groups[index], 0, filled, Number.NaN, wide, 0, 1);
    this.groups[index] = wide;
    return wide;
  }
}

/**
 * Reads cells that are unset or at most nine digits into a group of counts. Returns the first line whose cell is neither:
 * it and those after it are for `appendDoubles`. About 10 ns a cell.
 */
function appendCounts(
  group: Uint32Array,
  block: FieldBlock,
  field: number,
  from: number,
  to: number,
  place: number,
  unset: Uint8Array,
): number {
  const { bytes, starts, stride, separatorLength } = block;
  const unsetLength = unset.length;
  const unsetByte = unset[0];
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
    if (p === end && end - start <= 9 && p > start) group[out] = value;
    else if (
      start === end ||
      (end - start === unsetLength && bytes[start] === unsetByte && isMark(bytes, start, unset))
    ) {
      group[out] = UNSET_COUNT;
    } else return i;
  }
  return to;
}

/** As `NumberBuilder.append`, into a group of doubles. About 15 ns a cell. */
function appendDoubles(
  group: Float64Array,
  block: FieldBlock,
  field: number,
  from: number,
  to: number,
  place: number,
  unset: Uint8Array,
  bad: Uint16Array,
): void {
  const { bytes, starts, stride, separatorLength } = block;
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
      value = parseNumber(bytes, start, end);
      if (Number.isNaN(value) && !isNotFinite(bytes, start, end)) bad[i] = field + 1;
      group[out] = value;
    } else group[out] = decimals === 0 ? value : value / powersOfTen[decimals];
  }
}

/** Zeek writes `nan` and `inf` for doubles; they are kept as unset, since no detector can use them. */
function isNotFinite(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 9) return false;
  return /^[+-]?(nan|inf|infinity)$/i.test(String.fromCharCode(...bytes.subarray(start, end)));
}
