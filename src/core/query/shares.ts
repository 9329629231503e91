import { floatKernel, lentBlock } from '../math/float-kernel.ts';
import { forEachGroup } from '../table/groups.ts';
import { NarrowCounts, OTHER, UNSET } from '../table/narrow-counts.ts';
import { type NumberColumn, readNumbers } from '../table/number-column.ts';
import type { NumberGroup } from '../table/number-group.ts';

/** Fractions of all rows, 0 to 1. */
export interface Shares {
  readonly below: number;
  readonly above: number;
}

/**
 * The fraction of rows with a smaller and with a larger number than `value`. Unset rows count as `unset`; with NaN they
 * count as neither. About 1 ns per row. Groups of narrow numbers, such as ports and packets, are counted once per
 * column.
 */
export function sharesOf(column: NumberColumn, rows: number, value: number, unset: number): Shares {
  const known = tallies.get(column) ?? tallyOf(column, rows);
  tallies.set(column, known);
  let below = known.small === null ? 0 : countBelow(known.small, value);
  let above = known.small === null ? 0 : countAbove(known.small, value);
  for (const { group, count } of known.wide) {
    const found = countGroup(group, count, value);
    below += found.below;
    above += found.above;
  }
  for (const other of known.others) {
    if (other < value) below++;
    else if (other > value) above++;
  }
  if (unset < value) below += known.unset;
  else if (unset > value) above += known.unset;
  return { below: below / rows, above: above / rows };
}

/** Counts of a column that are computed in advance. */
interface Tally {
  /** Prefix sums over the narrow groups: `small[n]` rows have a number below n. Null without narrow groups. */
  readonly small: Uint32Array | null;
  /** Numbers of narrow groups that need more than two bytes. */
  readonly others: readonly number[];
  /** Groups that are read for each call. */
  readonly wide: readonly { readonly group: NumberGroup; readonly count: number }[];
  readonly unset: number;
}

const tallies = new WeakMap<NumberColumn, Tally>();

function tallyOf({ groups }: NumberColumn, rows: number): Tally {
  const counts = new Uint32Array(1 << 16);
  const others: number[] = [];
  const wide: { group: NumberGroup; count: number }[] = [];
  let unset = 0;
  let hasSmall = false;
  forEachGroup(rows, (index, _first, count) => {
    const group: NumberGroup = groups[index];
    if (!(group instanceof NarrowCounts)) {
      wide.push({ group, count });
      unset += countUnset(group, count);
      return;
    }
    hasSmall = true;
    addCodes(group.codes, count, counts);
    for (let place = 0; counts[OTHER] > 0 && place < count; place++) {
      if (group.codes[place] === OTHER) others.push(group.at(place));
    }
    counts[OTHER] = 0;
  });
  unset += counts[UNSET];
  return { small: hasSmall ? sumsBelow(counts) : null, others, wide, unset };
}

function addCodes(codes: Uint16Array, count: number, counts: Uint32Array): void {
  for (let i = 0; i < count; i++) counts[codes[i]]++;
}

function sumsBelow(counts: Uint32Array): Uint32Array {
  const sums = new Uint32Array(OTHER + 1);
  for (let number = 0; number < OTHER; number++) sums[number + 1] = sums[number] + counts[number];
  return sums;
}

function countBelow(sums: Uint32Array, value: number): number {
  return value > 0 ? sums[Math.min(OTHER, Math.ceil(value))] : 0;
}

function countAbove(sums: Uint32Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  return sums[OTHER] - (value < 0 ? 0 : sums[Math.min(OTHER, Math.floor(value) + 1)]);
}

function countUnset(group: NumberGroup, count: number): number {
  let unset = 0;
  inBlocks(group, count, (values, length) => {
    for (let i = 0; i < length; i++) unset += Number(Number.isNaN(values[i]));
  });
  return unset;
}

function countGroup(group: NumberGroup, count: number, value: number): Shares {
  const kernel = floatKernel();
  let [below, above] = [0, 0];
  inBlocks(group, count, (values, length) => {
    const found = kernel?.countBeside(values, length, value) ?? countBeside(values, length, value);
    below += found.below;
    above += found.above;
  });
  return { below, above };
}

/** The same as `FloatKernel.countBeside` in plain code. */
function countBeside(values: Float64Array, count: number, value: number): Shares {
  let [below, above] = [0, 0];
  for (let i = 0; i < count; i++) {
    below += Number(values[i] < value);
    above += Number(values[i] > value);
  }
  return { below, above };
}

function inBlocks(group: NumberGroup, count: number, visit: (values: Float64Array, length: number) => void): void {
  const { values, stride } = lentBlock(1);
  for (let from = 0; from < count; from += stride) {
    const length = Math.min(stride, count - from);
    readNumbers(group, from, length, Number.NaN, values, 0);
    visit(values, length);
  }
}
