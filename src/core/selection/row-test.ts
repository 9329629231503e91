import { LogError } from '../errors.ts';
import { codeAt } from '../table/category-column.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column } from '../table/table.ts';
import { noiseBit } from './noise.ts';
import type { Predicate } from './predicate.ts';
import { columnOf, type Selectable } from './selectable.ts';
import { wantedCodes, wantedNumbers } from './wanted.ts';

/**
 * Whether a row meets all predicates, for those who look at few rows: `select` tests all of them faster. Throws as `select` does.
 */
export function rowTest(selectable: Selectable, predicates: readonly Predicate[]): (row: number) => boolean {
  const tests = predicates.map((predicate) => testOf(selectable, predicate));
  return (row) => {
    for (let i = 0; i < tests.length; i++) if (!tests[i](row)) return false;
    return true;
  };
}

function testOf(selectable: Selectable, predicate: Predicate): (row: number) => boolean {
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
    case 'range': {
      const { from, to, field } = predicate;
      const column = columnOf(selectable, field);
      if (column.kind !== 'number') throw new LogError('bad-request', { what: `${field} is not a number` });
      return (row) => {
        const value = numberAt(column, row);
        return value >= from && value <= to;
      };
    }
  }
}

function isAmong(column: Column, values: readonly string[]): (row: number) => boolean {
  if (column.kind === 'category') {
    const codes = wantedCodes(column, values);
    return (row) => codes.includes(codeAt(column, row));
  }
  const { numbers, isUnset } = wantedNumbers(values);
  return (row) => {
    const value = numberAt(column, row);
    return Number.isNaN(value) ? isUnset : numbers.includes(value);
  };
}
