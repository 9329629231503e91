import type { CategoryColumn } from '../table/category-column.ts';
import { GROUP_BITS } from '../table/groups.ts';
import { readNumbers } from '../table/number-column.ts';
import type { Column } from '../table/table.ts';
import { closedLimits } from './closed-limits.ts';
import { noiseBit } from './noise.ts';
import type { Predicate } from './predicate.ts';
import { type ComputedNumbers, columnOf, numbersOf, type Selectable } from './selectable.ts';
import { textMatch } from './text-match.ts';
import { codesInPrefix, wantedCodes, wantedNumbers } from './wanted.ts';

/** A predicate that holds no other. */
export type Leaf = Exclude<Predicate, { op: 'all' | 'any' | 'not' }>;

/** Answers for `count` rows from `first` on, which are of one group: 1 or 0 for each, into `out`. */
export type GroupTest = (first: number, count: number, out: Uint8Array) => void;

/** The test of a predicate, with everything decided that does not depend on the row. Throws `LogError` as `select` does. */
export function groupTest(selectable: Selectable, predicate: Leaf): GroupTest {
  switch (predicate.op) {
    case 'preset': {
      const { noise } = selectable;
      const bit = noiseBit(predicate.id);
      return (first, count, out) => {
        for (let i = 0; i < count; i++) out[i] = (noise[first + i] & bit) === 0 ? 0 : 1;
      };
    }
    case 'in': {
      const column = columnOf(selectable, predicate.field);
      if (column.kind !== 'category') return isNumberAmong(column, predicate.values);
      return hasCode(column, flagged(column, wantedCodes(column, predicate.values)));
    }
    case 'cidr': {
      const column = columnOf(selectable, predicate.field);
      if (column.kind !== 'category') return (_, count, out) => out.fill(0, 0, count);
      return hasCode(column, flagged(column, codesInPrefix(column, predicate.prefix)));
    }
    case 'range': {
      const { from, to } = closedLimits(predicate);
      return isWithin(numbersOf(selectable, predicate.field), from, to);
    }
    case 'text':
      return containsText(selectable.searched, predicate.text);
  }
}

/** One flag per code of a column. */
function flagged({ labels }: CategoryColumn, codes: readonly number[]): Uint8Array {
  const flags = new Uint8Array(labels.size + 1);
  for (const code of codes) flags[code] = 1;
  return flags;
}

function hasCode({ groups }: CategoryColumn, isIn: Uint8Array): GroupTest {
  return (first, count, out) => {
    const group = groups[first >>> GROUP_BITS];
    for (let i = 0; i < count; i++) out[i] = isIn[group[i]];
  };
}

/** More values than this are looked up in a set: 20 ns per row, where a comparison takes 1. */
const MOST_COMPARED = 16;

function isNumberAmong(column: Numbers, texts: readonly string[]): GroupTest {
  const { numbers, isUnset } = wantedNumbers(texts);
  if (numbers.length === 1 && !isUnset) return isWithin(column, numbers[0], numbers[0]);
  if (numbers.length > MOST_COMPARED) {
    const wanted = new Set(isUnset ? [...numbers, Number.NaN] : numbers);
    return byBlock(column, (values, length, out, at) => {
      for (let i = 0; i < length; i++) out[at + i] = wanted.has(values[i]) ? 1 : 0;
    });
  }
  return byBlock(column, (values, length, out, at) => {
    for (let i = 0; i < length; i++) out[at + i] = Number(isUnset && Number.isNaN(values[i]));
    for (const number of numbers) for (let i = 0; i < length; i++) out[at + i] |= Number(values[i] === number);
  });
}

/** Both comparisons are made for every row: a branch that is taken now and then costs ten times as much. */
function isWithin(column: Numbers, from: number, to: number): GroupTest {
  return byBlock(column, (values, length, out, at) => {
    for (let i = 0; i < length; i++) out[at + i] = Number(values[i] >= from) & Number(values[i] <= to);
  });
}

/** Each label is looked at once. A port has at most five digits: all 65,536 texts are decided before the rows. */
function containsText(columns: readonly Column[], text: string): GroupTest {
  const matches = textMatch(text);
  const tests = columns.flatMap((column) => {
    if (column.kind === 'number') return isInPort(text) ? [hasNumber(column, portsWith(text))] : [];
    const { labels } = column;
    const isIn = new Uint8Array(labels.size + 1);
    for (let code = 1; code < isIn.length; code++) isIn[code] = matches(labels.bytes(code)) ? 1 : 0;
    return isIn.includes(1) ? [hasCode(column, isIn)] : [];
  });
  const found = new Uint8Array(1 << GROUP_BITS);
  return (first, count, out) => {
    out.fill(0, 0, count);
    for (const test of tests) {
      test(first, count, found);
      for (let i = 0; i < count; i++) out[i] |= found[i];
    }
  };
}

/** Whether the text of a number from 0 to 65535 can contain this one. */
export function isInPort(text: string): boolean {
  return /^\d{0,5}$/.test(text);
}

function portsWith(text: string): Uint8Array {
  return Uint8Array.from({ length: 65_536 }, (_, port) => (String(port).includes(text) ? 1 : 0));
}

/** Whether a whole number has its flag. */
function hasNumber(column: Numbers, flags: Uint8Array): GroupTest {
  return byBlock(column, (values, length, out, at) => {
    for (let i = 0; i < length; i++) out[at + i] = flags[values[i]];
  });
}

type Numbers = Exclude<Column, { kind: 'category' }> | ComputedNumbers;
type BlockTest = (values: Float64Array, length: number, out: Uint8Array, at: number) => void;

/** Rows whose numbers are read at a time: the block stays in the nearest cache. */
const BLOCK = 4096;

function byBlock(column: Numbers, test: BlockTest): GroupTest {
  const values = new Float64Array(BLOCK);
  return (first, count, out) => {
    for (let at = 0; at < count; at += BLOCK) {
      const length = Math.min(BLOCK, count - at);
      if (column.kind === 'computed') column.read(first + at, length, values);
      else readNumbers(column.groups[first >>> GROUP_BITS], at, length, Number.NaN, values, 0);
      test(values, length, out, at);
    }
  };
}
