import { mixed, runKeys } from '../math/hash-keys.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { labelText } from '../table/label-text.ts';
import { NarrowCounts, OTHER, UNSET } from '../table/narrow-counts.ts';
import { type NumberColumn, readNumbers } from '../table/number-column.ts';
import type { Column } from '../table/table.ts';

/** Counts how often each value of a column occurs among picked rows. Values have ids, which index `pairs`. */
export interface ValueCounts {
  /** Counts the first `count` rows of a group that `pickGroup` wrote to `picked`. */
  add(group: number, picked: Uint32Array, count: number): void;
  /** All ids are below it. */
  readonly size: number;
  /** Pairs by id: flows at or below the threshold, and flows above it. Valid until the next `add`. */
  readonly pairs: Uint32Array;
  /** By id a label's code, or the number. */
  valueOf(id: number): number;
  /** The id of what `valueOf` gives. */
  idOf(value: number): number;
  /** The value's text, empty for unset. */
  text(id: number): string;
  /** Whether value `a` comes before value `b` when both have as many flows. */
  isBefore(a: number, b: number): boolean;
}

/** A counter for the values of a column, by label or by number. */
export function valueCountsOf(column: Column): ValueCounts {
  return column.kind === 'category' ? new LabelCounts(column) : new NumberCounts(column);
}

/** The pairs of `all` without those of some of its rows. */
export function pairsWithout(all: ValueCounts, some: ValueCounts): Uint32Array {
  const rest = all.pairs.slice();
  const { pairs, size } = some;
  for (let id = 0; id < size; id++) {
    if (pairs[2 * id] + pairs[2 * id + 1] === 0) continue;
    const at = 2 * all.idOf(some.valueOf(id));
    rest[at] -= pairs[2 * id];
    rest[at + 1] -= pairs[2 * id + 1];
  }
  return rest;
}

/** Codes or numbers of the current group: one array type for all groups. */
const codes = new Uint32Array(GROUP_ROWS);
const values = new Float64Array(GROUP_ROWS);

function addCodes(picked: Uint32Array, count: number, pairs: Uint32Array): void {
  for (let i = 0; i < count; i++) pairs[(codes[picked[i] >>> 1] << 1) | (picked[i] & 1)]++;
}

/** Counts labels. Ids are codes. 2 to 3 ns per row. */
class LabelCounts implements ValueCounts {
  readonly size: number;
  readonly pairs: Uint32Array;
  private readonly column: CategoryColumn;

  constructor(column: CategoryColumn) {
    this.column = column;
    this.size = column.labels.size + 1;
    this.pairs = new Uint32Array(2 * this.size);
  }

  add(group: number, picked: Uint32Array, count: number): void {
    codes.set(this.column.groups[group]);
    addCodes(picked, count, this.pairs);
  }

  valueOf(id: number): number {
    return id;
  }

  idOf(code: number): number {
    return code;
  }

  text(id: number): string {
    return id === 0 ? '' : labelText(this.column.labels.bytes(id));
  }

  isBefore(a: number, b: number): boolean {
    return a < b;
  }
}

/** Ids of small integers and of unset are their codes in `NarrowCounts`. Ids of other numbers follow. */
const FIRST_OTHER = UNSET + 1;
const FIRST_SLOTS = 1 << 10;
const { first: FIRST, second: SECOND } = runKeys;
const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/**
 * Counts numbers. Other than small integers have ids in order of first occurrence. 2 to 3 ns per small integer, 20 to
 * 60 ns per other number.
 */
class NumberCounts implements ValueCounts {
  pairs = new Uint32Array(2 * FIRST_OTHER + FIRST_SLOTS);
  private readonly column: NumberColumn;
  /** Numbers other than small integers, in order of first occurrence. */
  private others = new Float64Array(FIRST_SLOTS / 2);
  /** Hash table of indexes into `others` plus one, at most half full. */
  private slots = new Uint32Array(FIRST_SLOTS);
  private found = 0;

  constructor(column: NumberColumn) {
    this.column = column;
  }

  get size(): number {
    return FIRST_OTHER + this.found;
  }

  add(index: number, picked: Uint32Array, count: number): void {
    const group = this.column.groups[index];
    if (group instanceof NarrowCounts) {
      codes.set(group.codes);
      addCodes(picked, count, this.pairs);
      this.addLarge(group, picked, count);
      return;
    }
    readNumbers(group, 0, group.length, Number.NaN, values, 0);
    for (let i = 0; i < count; i++) {
      const id = this.idOf(values[picked[i] >>> 1]); // may replace `pairs`
      this.pairs[2 * id + (picked[i] & 1)]++;
    }
  }

  valueOf(id: number): number {
    if (id < OTHER) return id;
    return id === UNSET ? Number.NaN : this.others[id - FIRST_OTHER];
  }

  idOf(value: number): number {
    const whole = value & 0xffff;
    if (whole === value && whole < OTHER) return whole;
    return Number.isNaN(value) ? UNSET : FIRST_OTHER + this.placeOf(value);
  }

  text(id: number): string {
    return id === UNSET ? '' : String(this.valueOf(id));
  }

  isBefore(a: number, b: number): boolean {
    return a === UNSET || this.valueOf(a) < this.valueOf(b);
  }

  /** Counts the picked numbers that need four bytes. `addCodes` has counted them as `OTHER`. */
  private addLarge(group: NarrowCounts, picked: Uint32Array, count: number): void {
    const at = 2 * OTHER;
    if (this.pairs[at] + this.pairs[at + 1] === 0) return;
    this.pairs.fill(0, at, at + 2);
    for (let i = 0; i < count; i++) {
      const place = picked[i] >>> 1;
      if (codes[place] !== OTHER) continue;
      const id = this.idOf(group.at(place));
      this.pairs[2 * id + (picked[i] & 1)]++;
    }
  }

  private placeOf(value: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(value) & mask;
    for (let known = this.slots[slot]; known !== 0; known = this.slots[slot]) {
      if (this.others[known - 1] === value) return known - 1;
      slot = (slot + 1) & mask;
    }
    const place = this.found++;
    this.slots[slot] = place + 1;
    this.others[place] = value;
    if (2 * this.found >= this.slots.length) this.grow();
    return place;
  }

  private grow(): void {
    const slots = new Uint32Array(2 * this.slots.length);
    const others = new Float64Array(this.slots.length);
    others.set(this.others);
    for (let place = 0; place < this.found; place++) {
      let slot = hashOf(others[place]) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = place + 1;
    }
    const pairs = new Uint32Array(2 * (FIRST_OTHER + others.length));
    pairs.set(this.pairs);
    [this.slots, this.others, this.pairs] = [slots, others, pairs];
  }
}

function hashOf(value: number): number {
  number[0] = value;
  return mixed(Math.imul(halves[0], FIRST) ^ Math.imul(halves[1], SECOND));
}
