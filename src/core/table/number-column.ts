import type { FieldBlock } from './field-block.ts';
import { FIRST_ROWS, forEachGroup, GROUP_BITS, GROUP_MASK, GROUP_ROWS, withRoom } from './groups.ts';
import { type CountGroup, type OpenGroup, unsetCode } from './open-group.ts';
import { PackedGroup, packCounts, packTimes } from './packed-group.ts';

/**
 * A number a row. A group is as narrow as its values allow, and exact: whole numbers below 65,535 in two bytes (ports,
 * packets), below 2^32 - 1 in four, everything else as doubles. The largest code of a narrow group, or NaN, is unset. A full
 * group is packed where most of its values allow it: see `PackedGroup`.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly groups: readonly NumberGroup[];
}
const BLOCK_ROWS = 1024;
export type NumberGroup = OpenGroup | PackedGroup;

/** Value of one row, NaN when unset. For whole columns read the groups instead. */
export function numberAt(column: NumberColumn, row: number): number {
  const group = column.groups[row >>> GROUP_BITS];
  if (group instanceof PackedGroup) return group.at(row & GROUP_MASK);
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
  if (group instanceof PackedGroup) {
    group.read(from, count, unset, out, at);
    return;
  }
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

/** Between which all values of a group lie, at a glance: not the smallest and largest. */
export function boundsOf(group: NumberGroup): { readonly low: number; readonly high: number } {
  if (group instanceof PackedGroup) return group.bounds;
  return group instanceof Float64Array ? { low: -Infinity, high: Infinity } : { low: 0, high: unsetCode(group) };
}

/** Builds a NumberColumn from cells; `whole` says that values are expected to be counts or ports. */
export class NumberBuilder {
  readonly kind = 'number';
  /** The last one is open, those before it are full. */
  readonly groups: NumberGroup[] = [];
  private readonly whole: boolean;
  private readonly packs: boolean;
  /** How wide the last full group was before it was packed. */
  private isWide = false;
  /** An array that a packed group does not need any more. */
  private spare: Float64Array | Uint32Array | null = null;

  /** Full groups are packed only if `packs`. */
  constructor(whole: boolean, packs = true) {
    this.whole = whole;
    this.packs = packs;
  }

  /**
   * Reads cell `field` of lines `from` to `to` of the block into rows `row`, `row + 1`, ..., which must lie in one group.
   * One that is no number sets `bad[line] = field + 1`.
   */
  append(block: FieldBlock, field: number, from: number, to: number, row: number, bad: Uint16Array): void {
    const index = row >>> GROUP_BITS;
    const place = row & GROUP_MASK;
    let group = this.open(index, place + to - from);
    let line = from;
    while (!(group instanceof Float64Array)) {
      line = block.reader.counts(block, field, line, to, group, place + line - from);
      if (line === to) return;
      group = this.widen(index, group, place + line - from);
    }
    block.reader.doubles(block, field, line, to, group, place + line - from, bad);
  }

  /** Marks rows `row` to `end` as unset; they may span groups. */
  appendUnset(row: number, end: number): void {
    for (let next = row; next < end; ) {
      const place = next & GROUP_MASK;
      const count = Math.min(end - next, GROUP_ROWS - place);
      const group = this.open(next >>> GROUP_BITS, place + count);
      group.fill(unsetCode(group), place, place + count);
      next += count;
    }
  }

  /** The group to write to, with room for `rows`. The one before it is full then. */
  private open(index: number, rows: number): OpenGroup {
    if (index === this.groups.length) {
      if (index > 0) this.pack(index - 1);
      this.groups.push(this.emptyGroup(index));
    }
    const group = withRoom(this.groups[index] as OpenGroup, rows);
    this.groups[index] = group;
    return group;
  }

  private pack(index: number): void {
    const full = this.groups[index];
    this.isWide = !(full instanceof Uint16Array);
    if (!this.packs || full instanceof PackedGroup || full instanceof Uint16Array) return;
    const packed = full instanceof Float64Array && !this.whole ? packTimes(full) : packCounts(full);
    if (packed === null) return;
    this.groups[index] = packed;
    if (full.length === GROUP_ROWS) this.spare = full;
  }

  /** A new group begins as wide as the one before it had to become, but for doubles among counts. */
  private emptyGroup(index: number): OpenGroup {
    const rows = index === 0 ? FIRST_ROWS : GROUP_ROWS;
    const { spare } = this;
    this.spare = null;
    if (!this.whole) return spare instanceof Float64Array ? spare : new Float64Array(rows);
    if (!this.isWide) return new Uint16Array(rows);
    return spare instanceof Uint32Array ? spare : new Uint32Array(rows);
  }

  private widen(index: number, narrow: CountGroup, filled: number): OpenGroup {
    const { length } = narrow;
    const wide = narrow instanceof Uint16Array ? new Uint32Array(length) : new Float64Array(length);
    const [from, to] = [unsetCode(narrow), unsetCode(wide)];
    for (let place = 0; place < filled; place++) wide[place] = narrow[place] === from ? to : narrow[place];
    this.groups[index] = wide;
    return wide;
  }
}
