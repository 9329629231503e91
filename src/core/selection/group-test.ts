import { floatKernel, lentBlock } from '../math/float-kernel.ts';
import { GROUP_BITS } from '../table/groups.ts';
import { NarrowCounts, OTHER, UNSET } from '../table/narrow-counts.ts';
import { readNumbers } from '../table/number-column.ts';
import { cutBits, type Wanted, wantedOf, writeBits } from './code-bits.ts';
import { type LeafPredicate, leafOf } from './leaves/index.ts';
import type { BlockTest, CellTest, Numbers } from './leaves/leaf.ts';
import { readersOf, type Selectable } from './selectable.ts';

/**
 * Writes one bit per row to the words of a bitmap for all `count` rows of one group, from `first` on. Bits after the
 * last row are 0.
 */
export type GroupTest = (first: number, count: number, words: Uint32Array) => void;

/**
 * The test of a predicate for many rows, with everything decided that does not depend on the row. Null if no row can
 * meet it. Throws `LogError` as `select` does.
 */
export function groupTest(selectable: Selectable, predicate: LeafPredicate): GroupTest {
  return carriedOut(leafOf(predicate).test(predicate, readersOf(selectable))) ?? isNever;
}

function isNever(first: number, count: number, words: Uint32Array): void {
  words.fill(0, first >>> 5, (first + count + 31) >>> 5);
}

/** Null when no row can meet the test. */
function carriedOut(test: CellTest): GroupTest | null {
  switch (test.kind) {
    case 'labels':
      return hasLabel(test);
    case 'range':
      return hasNumber(test.column, isWithin(test.from, test.to), test);
    case 'among':
      return hasNumber(test.column, isAmong(test.numbers), null);
    case 'numbers':
      return hasNumber(test.column, test.test, null);
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
function hasLabel(test: Extract<CellTest, { kind: 'labels' }>): GroupTest | null {
  const { labels, groups } = test.column;
  const flags = new Uint8Array(labels.size + 1);
  for (const code of codesOf(test)) flags[code] = 1;
  const wanted = wantedOf(flags);
  if (wanted === null) return null;
  return (first, count, words) => writeBits(groups[first >>> GROUP_BITS], count, wanted, words, first >>> 5);
}

/** Builds one flag per byte value. */
function hasBit(bytes: Uint8Array, mask: number): GroupTest | null {
  const wanted = wantedOf(Uint8Array.from({ length: 256 }, (_, byte) => Number((byte & mask) !== 0)));
  if (wanted === null) return null;
  return (first, count, words) => writeBits(bytes.subarray(first, first + count), count, wanted, words, first >>> 5);
}

function meetsAny(tests: readonly GroupTest[]): GroupTest | null {
  if (tests.length < 2) return tests[0] ?? null;
  return (first, count, words) => {
    const [from, to] = [first >>> 5, (first + count + 31) >>> 5];
    const found = new Uint32Array(to - from);
    for (const test of tests) {
      test(first, count, words);
      for (let word = from; word < to; word++) found[word - from] |= words[word];
    }
    words.set(found, from);
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

/** A test of numbers. `range` is the same test as limits, null if it is no range: the kernel tests ranges. */
function hasNumber(column: Numbers, test: BlockTest, range: Range | null): GroupTest {
  let narrow: Wanted | null | undefined;
  return (first, count, words) => {
    const group = column.kind === 'number' ? column.groups[first >>> GROUP_BITS] : null;
    if (!(group instanceof NarrowCounts)) return testBlocks(column, test, range, first, count, words);
    if (narrow === undefined) narrow = wantedOf(flagsOfCodes(test));
    if (narrow === null) words.fill(0, first >>> 5, (first + count + 31) >>> 5);
    else writeBits(group.codes, count, narrow, words, first >>> 5);
    testLarge(group, test, first, count, words);
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** One flag per code of narrow counts, so each small number is decided once. 0 for the code of larger numbers. */
function flagsOfCodes(test: BlockTest): Uint8Array {
  const numbers = new Float64Array(UNSET + 1).fill(Number.NaN);
  for (let code = 0; code < OTHER; code++) numbers[code] = code;
  const flags = new Uint8Array(UNSET + 1);
  test(numbers, numbers.length, flags, 0);
  flags[OTHER] = 0;
  return flags;
}

/** Sets the bits of counts that need four bytes. */
function testLarge(group: NarrowCounts, test: BlockTest, first: number, count: number, words: Uint32Array): void {
  const { places, values } = group.large(count);
  const answers = new Uint8Array(values.length);
  test(Float64Array.from(values), values.length, answers, 0);
  for (let i = 0; i < places.length; i++) {
    const row = first + places[i];
    words[row >>> 5] |= answers[i] << (row & 31);
  }
}

/** Rows read per step: one block fits into the L1 cache and into a lent block. */
const BLOCK = 1024;

function testBlocks(
  column: Numbers,
  test: BlockTest,
  range: Range | null,
  first: number,
  count: number,
  words: Uint32Array,
): void {
  const kernel = range === null ? null : floatKernel();
  const answers = new Uint8Array(BLOCK);
  const own = new Float64Array(BLOCK);
  for (let at = 0; at < count; at += BLOCK) {
    const length = Math.min(BLOCK, count - at);
    const values = column.kind === 'computed' ? own : lentBlock(1).values;
    if (column.kind === 'computed') column.read(first + at, length, values);
    else readNumbers(column.groups[first >>> GROUP_BITS], at, length, Number.NaN, values, 0);
    const word = (first + at) >>> 5;
    if (kernel !== null && range !== null) kernel.within(values, length, range.from, range.to, words, word);
    else {
      test(values, length, answers, 0);
      gather(answers, length, words, word);
    }
  }
  cutBits(words, first >>> 5, count);
}

/**
 * Moves the lowest bits of four bytes to the highest four bits, first to lowest: no two products share a bit. Typed
 * arrays are little-endian wherever browsers and Node run.
 */
const GATHER = 0x10204080;

/** Packs answers of 1 or 0 into bits. Bits after the last answer are undefined. */
function gather(answers: Uint8Array, count: number, words: Uint32Array, at: number): void {
  const fours = new Uint32Array(answers.buffer);
  for (let first = 0, word = at; first < count; first += 32, word++) {
    let bits = 0;
    for (let four = 0; four < 8; four++) bits |= (Math.imul(fours[(first >> 2) + four], GATHER) >>> 28) << (4 * four);
    words[word] = bits;
  }
}
