import { mixed, runKeys } from '../math/hash-keys.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { labelText } from '../table/label-text.ts';
import { type NumberColumn, readNumbers } from '../table/number-column.ts';

/** Counts how often each value of a column occurs among picked rows. */
export interface ValueCounts {
  /** Counts the first `count` rows of a group that `pickGroup` wrote to `picked`. */
  add(group: number, picked: Uint32Array, count: number): void;
  /** The number of values with at least one row. Values have ids from 0; ids index `flows` and `above`. */
  readonly size: number;
  flows(id: number): number;
  above(id: number): number;
  /** The value's text, empty for unset. */
  text(id: number): string;
  /** Whether value `a` comes before value `b` when both have as many flows. */
  isBefore(a: number, b: number): boolean;
}

/** Counts labels. Ids are codes. 1 to 2 ns per row. */
export class LabelCounts implements ValueCounts {
  readonly size: number;
  private readonly column: CategoryColumn;
  /** Pairs by code: flows at or below the threshold, and flows above it. */
  private readonly counts: Uint32Array;
  private readonly codes = new Uint32Array(GROUP_ROWS);

  constructor(column: CategoryColumn) {
    this.column = column;
    this.size = column.labels.size + 1;
    this.counts = new Uint32Array(2 * this.size);
  }

  add(group: number, picked: Uint32Array, count: number): void {
    const { codes, counts } = this;
    codes.set(this.column.groups[group]); // one array type for all groups
    for (let i = 0; i < count; i++) counts[(codes[picked[i] >>> 1] << 1) | (picked[i] & 1)]++;
  }

  flows(id: number): number {
    return this.counts[2 * id] + this.counts[2 * id + 1];
  }

  above(id: number): number {
    return this.counts[2 * id + 1];
  }

  text(id: number): string {
    return id === 0 ? '' : labelText(this.column.labels.bytes(id));
  }

  isBefore(a: number, b: number): boolean {
    return a < b;
  }
}

/** Integers below this have a fixed slot: ports, and most counts. */
const SMALL = 1 << 16;
const FIRST_SLOTS = 1 << 10;
const { first: FIRST, second: SECOND } = runKeys;

/**
 * Counts numbers. Id 0 is unset, then small integers, then other numbers in order of first occurrence. 3 ns per small
 * integer, 20 to 60 ns per other number.
 */
export class NumberCounts implements ValueCounts {
  private readonly column: NumberColumn;
  private readonly small = new Uint32Array(2 * (SMALL + 1));
  private readonly values = new Float64Array(GROUP_ROWS);
  private readonly words = new Uint32Array(this.values.buffer);
  /** Numbers without a fixed slot and their counts, in order of first occurrence. */
  private others = new Float64Array(FIRST_SLOTS / 2);
  private counts = new Uint32Array(FIRST_SLOTS);
  /** Hash table of indexes into `others` plus one, at most half full. */
  private slots = new Uint32Array(FIRST_SLOTS);
  private found = 0;

  constructor(column: NumberColumn) {
    this.column = column;
  }

  get size(): number {
    return SMALL + 1 + this.found;
  }

  add(group: number, picked: Uint32Array, count: number): void {
    const { small, values, words, column } = this;
    readNumbers(column.groups[group], 0, column.groups[group].length, Number.NaN, values, 0);
    for (let i = 0; i < count; i++) {
      const place = picked[i] >>> 1;
      const value = values[place];
      const whole = value & 0xffff;
      if (whole === value) small[((whole + 1) << 1) | (picked[i] & 1)]++;
      else if (Number.isNaN(value)) small[picked[i] & 1]++;
      else this.counts[2 * this.placeOf(value, words[2 * place], words[2 * place + 1]) + (picked[i] & 1)]++;
    }
  }

  flows(id: number): number {
    const [counts, at] = this.at(id);
    return counts[at] + counts[at + 1];
  }

  above(id: number): number {
    const [counts, at] = this.at(id);
    return counts[at + 1];
  }

  text(id: number): string {
    return id === 0 ? '' : String(this.number(id));
  }

  isBefore(a: number, b: number): boolean {
    return a === 0 || this.number(a) < this.number(b);
  }

  /** The number with an id above 0. */
  private number(id: number): number {
    return id <= SMALL ? id - 1 : this.others[id - SMALL - 1];
  }

  private at(id: number): [counts: Uint32Array, at: number] {
    return id <= SMALL ? [this.small, 2 * id] : [this.counts, 2 * (id - SMALL - 1)];
  }

  private placeOf(value: number, low: number, high: number): number {
    const mask = this.slots.length - 1;
    let slot = mixed(Math.imul(low, FIRST) ^ Math.imul(high, SECOND)) & mask;
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
    const words = new Uint32Array(others.buffer);
    for (let place = 0; place < this.found; place++) {
      let slot = mixed(Math.imul(words[2 * place], FIRST) ^ Math.imul(words[2 * place + 1], SECOND));
      slot &= slots.length - 1;
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = place + 1;
    }
    const counts = new Uint32Array(2 * others.length);
    counts.set(this.counts);
    [this.slots, this.others, this.counts] = [slots, others, counts];
  }
}
