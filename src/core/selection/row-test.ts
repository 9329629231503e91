import { type CategoryColumn, codeAt } from '../table/category-column.ts';
import { numberAt } from '../table/number-column.ts';
import { codesOf } from './group-test.ts';
import { leafOf } from './leaves/index.ts';
import type { BlockTest, CellTest, Numbers } from './leaves/leaf.ts';
import type { Predicate } from './predicate.ts';
import { readersOf, type Selectable } from './selectable.ts';

type RowTest = (row: number) => boolean;

/**
 * A test of one row against all predicates, for callers that test few rows. `select` is faster for many. Throws
 * `LogError` as `select` does.
 */
export function rowTest(selectable: Selectable, predicates: readonly Predicate[]): RowTest {
  const tests = predicates.map((predicate) => testOf(selectable, predicate));
  return (row) => {
    for (let i = 0; i < tests.length; i++) if (!tests[i](row)) return false;
    return true;
  };
}

function testOf(selectable: Selectable, predicate: Predicate): RowTest {
  switch (predicate.op) {
    case 'all':
      return rowTest(selectable, predicate.of);
    case 'any': {
      const tests = predicate.of.map((one) => testOf(selectable, one));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = testOf(selectable, predicate.of);
      return (row) => !test(row);
    }
    default:
      return carriedOut(leafOf(predicate).test(predicate, readersOf(selectable)));
  }
}

/** Runs a test for single rows; `group-test.ts` runs the same test for many. */
function carriedOut(test: CellTest): RowTest {
  switch (test.kind) {
    case 'labels':
      return hasCode(test.column, codesOf(test));
    case 'range':
      return isWithin(test);
    case 'among':
      return isAmong(test);
    case 'numbers':
      return hasNumber(test.column, test.test);
    case 'bits':
      return (row) => (test.bytes[row] & test.mask) !== 0;
    case 'any': {
      const tests = test.of.map(carriedOut);
      return (row) => tests.some((one) => one(row));
    }
  }
}

/** Above this number of codes a set is used. */
const MOST_COMPARED = 16;

function hasCode(column: CategoryColumn, codes: readonly number[]): RowTest {
  if (codes.length === 1) {
    const [only] = codes;
    return (row) => codeAt(column, row) === only;
  }
  if (codes.length <= MOST_COMPARED) return (row) => codes.includes(codeAt(column, row));
  const wanted = new Set(codes);
  return (row) => wanted.has(codeAt(column, row));
}

function isAmong({ column, numbers }: Extract<CellTest, { kind: 'among' }>): RowTest {
  const valueAt = readerOf(column);
  if (numbers.length <= MOST_COMPARED) return (row) => numbers.includes(valueAt(row));
  const wanted = new Set(numbers);
  return (row) => wanted.has(valueAt(row));
}

function isWithin({ column, from, to }: Extract<CellTest, { kind: 'range' }>): RowTest {
  const valueAt = readerOf(column);
  return (row) => {
    const value = valueAt(row);
    return value >= from && value <= to;
  };
}

function hasNumber(column: Numbers, test: BlockTest): RowTest {
  const valueAt = readerOf(column);
  const [value, out] = [new Float64Array(1), new Uint8Array(1)];
  return (row) => {
    value[0] = valueAt(row);
    test(value, 1, out, 0);
    return out[0] === 1;
  };
}

function readerOf(column: Numbers): (row: number) => number {
  if (column.kind === 'number') return (row) => numberAt(column, row);
  const value = new Float64Array(1);
  return (row) => {
    column.read(row, 1, value);
    return value[0];
  };
}
