import { type FieldBlock, isMark } from './field-block.ts';
import { forEachGroup, GROUP_BITS, GROUP_MASK, GROUP_ROWS } from './groups.ts';
import { parseNumber, powersOfTen } from './parse-number.ts';

/**
 * A number a row. A group is as narrow as its values allow, and exact: whole numbers below 65,535 in two bytes (ports,
 * packets), below 2^32 - 1 in four, everything else as doubles. The largest code of a narrow group, or NaN, is unset.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly groups: readonly NumberGroup[];
}
export type NumberGroup = CountGroup | Float64Array;
type CountGroup = Uint16Array | Uint32Array;

/** Value of one row, NaN when unset. For whole columns read the groups instead. */
export function numberAt(column: NumberColumn, row: number): number {
  const group = column.groups[row >>> GROUP_BITS];
  const value = group[row & GROUP_MASK];
  return value === unsetCode(group) ? Number.NaN : value;
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
  const code = unsetCode(group);
  for (let i = 0, o = at; i < count; i++, o += step) {
    const value = group[from + i];
    out[o] = value === code || Number.isNaN(value) ? unset : value;
  }
}

/** Smallest and largest value of a column, unset as `unset` or, with NaN, left out. About 2 ns a value. */
export function rangeOf(
  column: NumberColumn,
  rows: number,
  unset: number,
): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  forEachGroup(rows, (index, _first, count) => {
    const group = column.groups[index];
    const code = unsetCode(group);
    for (let i = 0; i < count; i++) {
      const raw = group[i];
      const value = raw === code || Number.isNaN(raw) ? unset : raw;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  });
  return { low, high };
}

/** The number that stands for unset in a narrow group; in a group of doubles, where NaN does, one that equals nothing. */
function unsetCode(group: NumberGroup): number {
  if (group instanceof Uint32Array) return 0xffff_ffff;
  return group instanceof Uint16Array ? 0xffff : Number.NaN;
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
    let group = this.group(index);
    let line = from;
    while (!(group instanceof Float64Array)) {
      line = appendCounts(group, block, field, line, to, place + line - from, unset);
      if (line === to) return;
      group = this.widen(index, place + line - from);
    }
    appendDoubles(group, block, field, line, to, place + line - from, unset, bad);
  }

  /** Marks rows `row` to `end` as unset; they may span groups. */
  appendUnset(row: number, end: number): void {
    for (let next = row; next < end; ) {
      const place = next & GROUP_MASK;
      const count = Math.min(end - next, GROUP_ROWS - place);
      const group = this.group(next >>> GROUP_BITS);
      group.fill(unsetCode(group), place, place + count);
      next += count;
    }
  }

  /** A new group begins as wide as the one before it had to become, but for doubles among counts. */
  private group(index: number): NumberGroup {
    if (index === this.groups.length) this.groups.push(this.emptyGroup(this.groups[index - 1]));
    return this.groups[index];
  }

  private emptyGroup(before: NumberGroup | undefined): NumberGroup {
    if (!this.whole) return new Float64Array(GROUP_ROWS);
    return before === undefined || before instanceof Uint16Array
      ? new Uint16Array(GROUP_ROWS)
      : new Uint32Array(GROUP_ROWS);
  }

  private widen(index: number, filled: number): NumberGroup {
    const narrow = this.groups[index];
    const wide = narrow instanceof Uint16Array ? new Uint32Array(GROUP_ROWS) : new Float64Array(GROUP_ROWS);
    const [from, to] = [unsetCode(narrow), unsetCode(wide)];
    for (let place = 0; place < filled; place++) wide[place] = narrow[place] === from ? to : narrow[place];
    this.groups[index] = wide;
    return wide;
  }
}

/**
 * Reads cells that are unset, or a count of at most nine digits that fits, into a narrow group. Returns the first line whose cell is neither:
 * it and those after it need a wider group. About 10 ns a cell.
 */
function appendCounts(
  group: CountGroup,
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
  const code = unsetCode(group);
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
    if (p === end && end - start <= 9 && value < code && p > start) group[out] = value;
    else if (
      start === end ||
      (end - start === unsetLength && bytes[start] === unsetByte && isMark(bytes, start, unset))
    ) {
      group[out] = code;
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
