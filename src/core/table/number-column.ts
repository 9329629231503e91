import type { FieldBlock } from './field-block.ts';
import { FIRST_ROWS, forEachGroup, GROUP_BITS, GROUP_MASK, GROUP_ROWS, withRoom } from './groups.ts';

/**
 * A number a row. A group is as narrow as its values allow, and exact: whole numbers below 65,535 in two bytes (ports,
 * packets), below 2^32 - 1 in four, everything else as doubles. The largest code of a narrow group, or NaN, is unset.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly groups: readonly NumberGroup[];
}
const BLOCK_ROWS = 1024;
export type NumberGroup = CountGroup | Float64Array;
export type CountGroup = Uint16Array | Uint32Array;

/** Value of one row, NaN when unset. For whole columns read the groups instead. */
export function numberAt(column: NumberColumn, row: number): number {
  const group = column.groups[row >>> GROUP_BITS];
  const value = group[row & GROUP_MASK];
  return value === unsetCode(group) ? Number.NaN : value;
}

/**
 * Copies `count` values from place `from` of a group to `out[at..]`, unset as `unset`. Each loop meets one kind of array only,
 * which makes it several times as fast as one for all.
 */
export function readNumbers(
  group: NumberGroup,
  from: number,
  count: number,
  unset: number,
  out: Float64Array,
  at: number,
): void {
  const shift = at - from;
  const end = from + count;
  if (group instanceof Float64Array) {
    for (let i = from; i < end; i++) out[i + shift] = Number.isNaN(group[i]) ? unset : group[i];
  } else if (group instanceof Uint32Array) {
    for (let i = from; i < end; i++) out[i + shift] = group[i] === 0xffff_ffff ? unset : group[i];
  } else {
    for (let i = from; i < end; i++) out[i + shift] = group[i] === 0xffff ? unset : group[i];
  }
}

/** Smallest and largest value of a column, unset as `unset` or, with NaN, left out. About 7 ns a value. */
export function rangeOf(
  column: NumberColumn,
  rows: number,
  unset: number,
): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  const values = new Float64Array(BLOCK_ROWS);
  forEachGroup(rows, (index, _first, count) => {
    for (let from = 0; from < count; from += BLOCK_ROWS) {
      const length = Math.min(BLOCK_ROWS, count - from);
      readNumbers(column.groups[index], from, length, unset, values, 0);
      for (let i = 0; i < length; i++) {
        if (values[i] < low) low = values[i];
        if (values[i] > high) high = values[i];
      }
    }
  });
  return { low, high };
}

/** The number that stands for unset in a narrow group; in a group of doubles, where NaN does, one that equals nothing. */
export function unsetCode(group: NumberGroup): number {
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
   * One that is no number sets `bad[line] = field + 1`.
   */
  append(block: FieldBlock, field: number, from: number, to: number, row: number, bad: Uint16Array): void {
    const index = row >>> GROUP_BITS;
    const place = row & GROUP_MASK;
    let group = this.group(index, place + to - from);
    let line = from;
    while (!(group instanceof Float64Array)) {
      line = block.reader.counts(block, field, line, to, group, place + line - from);
      if (line === to) return;
      group = this.widen(index, place + line - from);
    }
    block.reader.doubles(block, field, line, to, group, place + line - from, bad);
  }

  /** Marks rows `row` to `end` as unset; they may span groups. */
  appendUnset(row: number, end: number): void {
    for (let next = row; next < end; ) {
      const place = next & GROUP_MASK;
      const count = Math.min(end - next, GROUP_ROWS - place);
      const group = this.group(next >>> GROUP_BITS, place + count);
      group.fill(unsetCode(group), place, place + count);
      next += count;
    }
  }

  /** A new group begins as wide as the one before it had to become, but for doubles among counts. */
  private group(index: number, rows: number): NumberGroup {
    if (index === this.groups.length) this.groups.push(this.emptyGroup(this.groups[index - 1]));
    this.groups[index] = withRoom(this.groups[index], rows);
    return this.groups[index];
  }

  private emptyGroup(before: NumberGroup | undefined): NumberGroup {
    const rows = before === undefined ? FIRST_ROWS : GROUP_ROWS;
    if (!this.whole) return new Float64Array(rows);
    return before === undefined || before instanceof Uint16Array ? new Uint16Array(rows) : new Uint32Array(rows);
  }

  private widen(index: number, filled: number): NumberGroup {
    const narrow = this.groups[index];
    const { length } = narrow;
    const wide = narrow instanceof Uint16Array ? new Uint32Array(length) : new Float64Array(length);
    const [from, to] = [unsetCode(narrow), unsetCode(wide)];
    for (let place = 0; place < filled; place++) wide[place] = narrow[place] === from ? to : narrow[place];
    this.groups[index] = wide;
    return wide;
  }
}
