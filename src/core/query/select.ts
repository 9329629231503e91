import { LogError } from '../errors.ts';
import { codeAt } from '../table/category-column.ts';
import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column } from '../table/table.ts';
import type { Condition } from './view.ts';

/** The rows that meet all conditions, in the order in which they come. `columnOf` finds a field's column. */
export function selectRows(
  rows: Uint32Array,
  where: readonly Condition[],
  columnOf: (field: string) => Column | undefined,
): Uint32Array {
  const tests = where.map((condition) => rowTest(condition, columnOf(condition.field)));
  return rows.filter((row) => tests.every((test) => test(row)));
}

/** How many of a table's rows meet all conditions. */
export function countRows(
  rows: number,
  where: readonly Condition[],
  columnOf: (field: string) => Column | undefined,
): number {
  const tests = where.map((condition) => rowTest(condition, columnOf(condition.field)));
  let count = 0;
  for (let row = 0; row < rows; row++) if (tests.every((test) => test(row))) count++;
  return count;
}

function rowTest(condition: Condition, column: Column | undefined): (row: number) => boolean {
  if (column === undefined) throw new LogError('bad-request', { what: `no field ${condition.field}` });
  if (condition.kind === 'between') {
    if (column.kind !== 'number') throw new LogError('bad-request', { what: `${condition.field} is not a number` });
    const { from, to } = condition;
    return (row) => {
      const value = numberAt(column, row);
      return value >= from && value <= to;
    };
  }
  if (condition.kind === 'among') {
    const tests = condition.texts.map((text) =>
      text === '-' ? unsetTest(column) : rowTest({ ...condition, kind: 'equals', text }, column),
    );
    return (row) => tests.some((test) => test(row));
  }
  if (column.kind === 'number') {
    const wanted = Number(condition.text);
    return (row) => numberAt(column, row) === wanted;
  }
  const code = column.labels.find(new TextEncoder().encode(condition.text));
  if (code === 0) return () => false;
  const { groups } = column;
  return (row) => groups[row >>> GROUP_BITS][row & GROUP_MASK] === code;
}

function unsetTest(column: Column): (row: number) => boolean {
  return column.kind === 'number' ? (row) => Number.isNaN(numberAt(column, row)) : (row) => codeAt(column, row) === 0;
}
