import { GROUP_BITS } from '../table/groups.ts';
import { readNumbers } from '../table/number-column.ts';
import { type LeafPredicate, leafOf } from './leaves/index.ts';
import type { BlockTest, CellTest, Numbers } from './leaves/leaf.ts';
import { readersOf, type Selectable } from './selectable.ts';

/** Writes 1 or 0 to `out` for each of `count` rows from `first` on. The rows are of one group. */
export type GroupTest = (first: number, count: number, out: Uint8Array) => void;

/**
 * The test of a predicate for many rows, with everything decided that does not depend on the row. Null if no row can
 * meet it. Throws `LogError` as `select` does.
 */
export function groupTest(selectable: Selectable, predicate: LeafPredicate): GroupTest {
  return carriedOut(leafOf(predicate).test(predicate, readersOf(selectable))) ?? isNever;
}

function isNever(_: number, count: number, out: Uint8Array): void {
  out.fill(0, 0, count);
}

/** Null when no row can meet the test. */
function carriedOut(test: CellTest): GroupTest | null {
  switch (test.kind) {
    case 'labels':
      return hasLabel(test);
    case 'range':
      return byBlock(test.column, isWithin(test.from, test.to));
    case 'among':
      return byBlock(test.column, isAmong(test.numbers));
    case 'numbers':
      return byBlock(test.column, test.test);
    case 'bits':
      return hasBit(test.bytes, test.mask);
    case 'any':
      return meetsAny(test.of.map(carriedOut).filter((one) => one !== null));
  }
}

/** The distinct codes of the labels that a predicate selects. Null when the predicate does not test labels. */
export function wantedCodes(selectable: Selectable, predicate: LeafPredicate): number[] | null {
  const test = leafOf(predicate).test(predicate, readersOf(selectable));
  return test.kind === 'labels' ? codesOf(test) : null;
}

/** The distinct codes of the labels that a test selects. */
export function codesOf({ column: { labels }, codes, isWanted }: Extract<CellTest, { kind: 'labels' }>): number[] {
  const wanted = new Set(codes);
  for (let code = 1; isWanted !== null && code <= labels.size; code++) {
    if (isWanted(labels.bytes(code))) wanted.add(code);
  }
  return [...wanted];
}

/** Builds one flag per code, so each label is decided once. */
function hasLabel({ column, codes, isWanted }: Extract<CellTest, { kind: 'labels' }>): GroupTest | null {
  const { labels, groups } = column;
  const isIn = new Uint8Array(labels.size + 1);
  for (let code = 1; isWanted !== null && code < isIn.length; code++) isIn[code] = isWanted(labels.bytes(code)) ? 1 : 0;
  for (const code of codes) isIn[code] = 1;
  if (!isIn.includes(1)) return null;
  return (first, count, out) => {
    const group = groups[first >>> GROUP_BITS];
    for (let i = 0; i < count; i++) out[i] = isIn[group[i]];
  };
}

function hasBit(bytes: Uint8Array, mask: number): GroupTest {
  return (first, count, out) => {
    for (let i = 0; i < count; i++) out[i] = (bytes[first + i] & mask) === 0 ? 0 : 1;
  };
}

function meetsAny(tests: readonly GroupTest[]): GroupTest | null {
  if (tests.length < 2) return tests[0] ?? null;
  const found = new Uint8Array(1 << GROUP_BITS);
  return (first, count, out) => {
    out.fill(0, 0, count);
    for (const test of tests) {
      test(first, count, found);
      for (let i = 0; i < count; i++) out[i] |= found[i];
    }
  };
}

/** Compares both limits for every row: an unpredictable branch costs ten times as much. */
function isWithin(from: number, to: number): BlockTest {
  return (values, length, out, at) => {
    for (let i = 0; i < length; i++) out[at + i] = Number(values[i] >= from) & Number(values[i] <= to);
  };
}

/** Above this number of values a set is used: 20 ns per row, against 1 ns per comparison. */
const MOST_COMPARED = 16;

function isAmong(wanted: readonly number[]): BlockTest {
  if (wanted.length > MOST_COMPARED) {
    const set = new Set(wanted);
    return (values, length, out, at) => {
      for (let i = 0; i < length; i++) out[at + i] = set.has(values[i]) ? 1 : 0;
    };
  }
  const numbers = wanted.filter((number) => !Number.isNaN(number));
  const isUnsetWanted = numbers.length < wanted.length;
  if (numbers.length === 1 && !isUnsetWanted) return isWithin(numbers[0], numbers[0]);
  return (values, length, out, at) => {
    for (let i = 0; i < length; i++) out[at + i] = Number(isUnsetWanted && Number.isNaN(values[i]));
    for (const number of numbers) for (let i = 0; i < length; i++) out[at + i] |= Number(values[i] === number);
  };
}

/** Rows read per step: one block fits into the L1 cache. */
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
