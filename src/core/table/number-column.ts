import { lentBlock } from '../math/float-kernel.ts';
import type { BadCells } from './bad-cells.ts';
import { isNoNumber, oddNumber } from './cell-reader.ts';
import { type FieldBlock, isUnsetCell } from './field-block.ts';
import { FIRST_ROWS, forEachGroup, GROUP_BITS, GROUP_MASK, GROUP_ROWS, withRoom } from './groups.ts';
import { NarrowCounts, OTHER, UNSET } from './narrow-counts.ts';
import { type CountGroup, type NumberGroup, UNSET_WORD } from './number-group.ts';
import { extentOf, widen } from './widen.ts';

/**
 * A number a row. A group is as narrow as its values allow, and exact: whole numbers in two bytes where nearly all
 * allow it (ports, packets: `NarrowCounts`), below 2^32 - 1 in four, everything else as doubles. Unset has a code of
 * its own, or is NaN.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly groups: readonly NumberGroup[];
}

/** Value of one row, NaN when unset. For whole columns read the groups instead. */
export function numberAt(column: NumberColumn, row: number): number {
  const group = column.groups[row >>> GROUP_BITS];
  if (group instanceof NarrowCounts) return group.at(row & GROUP_MASK);
  const value = group[row & GROUP_MASK];
  return value === UNSET_WORD && group instanceof Uint32Array ? Number.NaN : value;
}

/** Copies `count` values from position `from` of a group to `out[at..]`, unset as `unset`. About 0.8 ns per value. */
export function readNumbers(
  group: NumberGroup,
  from: number,
  count: number,
  unset: number,
  out: Float64Array,
  at: number,
): void {
  if (group instanceof NarrowCounts) group.read(from, count, unset, out, at);
  else widen(group, from, count, unset, out, at);
}

/**
 * Smallest and largest value of a column. Unset counts as `unset` or, with NaN, is left out. About 1.5 ns per value.
 */
export function rangeOf(
  column: NumberColumn,
  rows: number,
  unset: number,
): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  const { values, stride } = lentBlock(1);
  forEachGroup(rows, (index, _first, count) => {
    for (let from = 0; from < count; from += stride) {
      const length = Math.min(stride, count - from);
      readNumbers(column.groups[index], from, length, unset, values, 0);
      const found = extentOf(values, length);
      low = Math.min(low, found.low);
      high = Math.max(high, found.high);
    }
  });
  return { low, high };
}

/** Between which all values of a group lie, at a glance: not the smallest and largest. */
export function boundsOf(group: NumberGroup): { readonly low: number; readonly high: number } {
  if (group instanceof NarrowCounts) return { low: 0, high: group.bound };
  return group instanceof Float64Array ? { low: -Infinity, high: Infinity } : { low: 0, high: UNSET_WORD };
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
   * Reads cell `field` of lines `from` to `to` of the block into rows `row`, `row + 1`, ..., which must lie in one
   * group. One that is no number is marked in `bad` and is unset.
   */
  append(block: FieldBlock, field: number, from: number, to: number, row: number, bad: BadCells): void {
    const index = row >>> GROUP_BITS;
    const place = row & GROUP_MASK;
    let group = this.group(index, place + to - from);
    let line = from;
    if (group instanceof NarrowCounts) group.cut(place);
    const readsAll = block.forms?.readsAll(field) === true;
    while (!(group instanceof Float64Array)) {
      if (!readsAll) line = block.reader.counts(block, field, line, to, group, place + line - from);
      if (line === to) return;
      const value = this.odd(block, field, line, bad);
      if (writeCount(group, place + line - from, value)) line++;
      else group = this.widen(index, group, place + line - from);
      if (line === to) return;
    }
    const at = place + line - from;
    if (readsAll || this.whole) {
      for (let i = line; i < to; i++) group[at + i - line] = this.odd(block, field, i, bad);
      return;
    }
    block.reader.doubles(block, field, line, to, group, at, bad);
    if (block.forms?.isTime(field) === true) this.toSeconds(block, field, line, to, group, at, bad);
  }

  /** A cell that a reader of plain counts stopped at, or any other: NaN when it is unset, or no number and so `bad`. */
  private odd(block: FieldBlock, field: number, line: number, bad: BadCells): number {
    const { bytes, starts, stride, separatorLength, forms } = block;
    const at = line * stride + field;
    const start = starts[at];
    const end = starts[at + 1] - separatorLength;
    if (isUnsetCell(block, bytes, start, end)) return Number.NaN;
    if (this.whole && forms?.readsAll(field) !== true) {
      const count = plainWhole(bytes, start, end);
      if (count >= 0) return count;
    }
    let value = oddNumber(block, field, start, end);
    if (this.whole && !Number.isSafeInteger(value)) value = Number.NaN;
    if (Number.isNaN(value) && !isNoNumber(bytes, start, end)) bad.mark(line, field);
    return value;
  }

  /** Times that are too large for seconds are read again. */
  private toSeconds(
    block: FieldBlock,
    field: number,
    from: number,
    to: number,
    group: Float64Array,
    place: number,
    bad: BadCells,
  ): void {
    for (let i = from, out = place; i < to; i++, out++) {
      if (group[out] >= LEAST_MILLISECONDS || group[out] <= -LEAST_MILLISECONDS)
        group[out] = this.odd(block, field, i, bad);
    }
  }

  /** Marks rows `row` to `end` as unset; they may span groups. */
  appendUnset(row: number, end: number): void {
    for (let next = row; next < end; ) {
      const place = next & GROUP_MASK;
      const count = Math.min(end - next, GROUP_ROWS - place);
      const group = this.group(next >>> GROUP_BITS, place + count);
      if (group instanceof NarrowCounts) group.fillUnset(place, place + count);
      else group.fill(group instanceof Uint32Array ? UNSET_WORD : Number.NaN, place, place + count);
      next += count;
    }
  }

  /** A new group begins as wide as the one before it had to become, but for doubles among counts. */
  private group(index: number, rows: number): NumberGroup {
    if (index === this.groups.length) this.groups.push(this.emptyGroup(this.groups[index - 1]));
    const group = this.groups[index];
    if (group instanceof NarrowCounts) group.reserve(rows);
    else this.groups[index] = withRoom(group, rows);
    return this.groups[index];
  }

  private emptyGroup(before: NumberGroup | undefined): NumberGroup {
    const rows = before === undefined ? FIRST_ROWS : GROUP_ROWS;
    if (!this.whole) return new Float64Array(rows);
    return before === undefined || before instanceof NarrowCounts ? new NarrowCounts(rows) : new Uint32Array(rows);
  }

  private widen(index: number, group: CountGroup, filled: number): NumberGroup {
    const wide =
      group instanceof NarrowCounts
        ? group.widened(filled, UNSET_WORD)
        : doublesOf(group.subarray(0, filled), group.length);
    this.groups[index] = wide;
    return wide;
  }
}

/** Writes a count, or NaN for unset, into a group; false when it does not fit. */
function writeCount(group: CountGroup, place: number, value: number): boolean {
  const isUnset = Number.isNaN(value);
  if (group instanceof NarrowCounts) {
    if (isUnset) group.codes[place] = UNSET;
    else if (value < OTHER && value >= 0) group.codes[place] = value;
    else return value >= OTHER && value < UNSET_WORD && group.addOther(place, value);
    return true;
  }
  if (!isUnset && !(value >= 0 && value < UNSET_WORD)) return false;
  group[place] = isUnset ? UNSET_WORD : value;
  return true;
}

/** The number of a cell of digits alone, at most 2^53; -1 for every other. */
function plainWhole(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at] ^ 48;
    if (digit > 9) return -1;
    value = value * 10 + digit;
  }
  return end > start && value <= Number.MAX_SAFE_INTEGER ? value : -1;
}

/** Seconds of the year 5138; in milliseconds, of 1973. */
const LEAST_MILLISECONDS = 1e11;

function doublesOf(counts: Uint32Array, rows: number): Float64Array {
  const doubles = new Float64Array(rows);
  for (let i = 0; i < counts.length; i++) doubles[i] = counts[i] === UNSET_WORD ? Number.NaN : counts[i];
  return doubles;
}
