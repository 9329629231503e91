import { codeAt } from '../table/category-column.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column } from '../table/table.ts';
import { closedLimits } from './closed-limits.ts';
import { isInPort } from './group-test.ts';
import { noiseBit } from './noise.ts';
import type { Predicate } from './predicate.ts';
import { type ComputedNumbers, columnOf, numbersOf, type Selectable } from './selectable.ts';
import { textMatch } from './text-match.ts';
import { codesInPrefix, wantedCodes, wantedNumbers } from './wanted.ts';

type RowTest = (row: number) => boolean;

/**
 * Whether a row meets all predicates, for those who look at few rows: `select` tests all of them faster. Throws as `select` does.
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
    case 'preset': {
      const { noise } = selectable;
      const bit = noiseBit(predicate.id);
      return (row) => (noise[row] & bit) !== 0;
    }
    case 'in':
      return isAmong(columnOf(selectable, predicate.field), predicate.values);
    case 'cidr': {
      const column = columnOf(selectable, predicate.field);
      if (column.kind !== 'category') return () => false;
      const codes = new Set(codesInPrefix(column, predicate.prefix));
      return (row) => codes.has(codeAt(column, row));
    }
    case 'range': {
      const { from, to } = closedLimits(predicate);
      const valueAt = readerOf(numbersOf(selectable, predicate.field));
      return (row) => {
        const value = valueAt(row);
        return value >= from && value <= to;
      };
    }
    case 'text':
      return containsText(selectable.searched, predicate.text);
  }
}

function isAmong(column: Column | ComputedNumbers, values: readonly string[]): RowTest {
  if (column.kind === 'category') {
    const codes = wantedCodes(column, values);
    return (row) => codes.includes(codeAt(column, row));
  }
  const { numbers, isUnset } = wantedNumbers(values);
  const valueAt = readerOf(column);
  return (row) => {
    const value = valueAt(row);
    return Number.isNaN(value) ? isUnset : numbers.includes(value);
  };
}

function readerOf(column: Exclude<Column, { kind: 'category' }> | ComputedNumbers): (row: number) => number {
  if (column.kind === 'number') return (row) => numberAt(column, row);
  const value = new Float64Array(1);
  return (row) => {
    column.read(row, 1, value);
    return value[0];
  };
}

/** Looks at the cells of the row alone. */
function containsText(columns: readonly Column[], text: string): RowTest {
  const matches = textMatch(text);
  const isDigits = isInPort(text);
  return (row) =>
    columns.some((column) => {
      if (column.kind === 'number') {
        const port = isDigits ? numberAt(column, row) : Number.NaN;
        return port < 65_536 && String(port).includes(text);
      }
      const code = codeAt(column, row);
      return code !== 0 && matches(column.labels.bytes(code));
    });
}
