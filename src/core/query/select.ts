import { LogError } from '../errors.ts';
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
  return rows.filter(allOf(where, columnOf));
}

/** How many of a table's rows meet all conditions. */
export function countRows(
  rows: number,
  where: readonly Condition[],
  columnOf: (field: string) => Column | undefined,
): number {
  const isMet = allOf(where, columnOf);
  let count = 0;
  for (let row = 0; row < rows; row++) if (isMet(row)) count++;
  return count;
}

/** Every field that some condition speaks of. */
export function fieldsOf(where: readonly Condition[]): string[] {
  return where.flatMap((condition) => (condition.kind === 'any' ? condition.of.flatMap(fieldsOf) : [condition.field]));
}

type ColumnOf = (field: string) => Column | undefined;

/** Whether a row meets all conditions. */
export function allOf(where: readonly Condition[], columnOf: ColumnOf): (row: number) => boolean {
  const tests = where.map((condition) => rowTest(condition, columnOf));
  return (row) => tests.every((test) => test(row));
}

function rowTest(condition: Condition, columnOf: ColumnOf): (row: number) => boolean {
  if (condition.kind === 'any') {
    const tests = condition.of.map((where) => allOf(where, columnOf));
    return (row) => tests.some((test) => test(row));
  }
  const column = columnOf(condition.field);
  if (column === undefined) throw new LogError('bad-request', { what: `no field ${condition.field}` });
  if (condition.kind === 'between') {
    if (column.kind !== 'number') throw new LogError('bad-request', { what: `${condition.field} is not a number` });
    const { from, to } = condition;
    return (row) => {
      const value = numberAt(column, row);
      return value >= from && value <= to;
    };
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
