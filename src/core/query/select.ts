import { checkpoint, turns } from '../control.ts';
import { LogError } from '../errors.ts';
import { codeAt } from '../table/category-column.ts';
import { GROUP_BITS, GROUP_MASK } from '../table/groups.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column, Table } from '../table/table.ts';
import { noiseBit } from './noise.ts';
import type { Condition } from './view.ts';

/** What conditions are tested on. */
export interface Conditioned {
  readonly columnOf: (field: string) => Column | undefined;
  /** See `noiseOf`; empty when no condition asks for it. */
  readonly noise: Uint8Array;
}

/** For conditions on a table's columns, and none on noise. */
export function columnsOf(table: Table): Conditioned {
  return { columnOf: (field) => table.columns.get(field), noise: new Uint8Array(0) };
}

/** The rows that meet all conditions, in the order in which they come. Lets others in on the way. */
export async function selectRows(
  rows: Uint32Array,
  where: readonly Condition[],
  conditioned: Conditioned,
  signal: AbortSignal,
): Promise<Uint32Array> {
  const tests = testsOf(where, conditioned);
  const out = new Uint32Array(rows.length);
  let count = 0;
  await inTurns(rows.length, signal, (from, to) => {
    for (let place = from; place < to; place++) if (meetsAll(tests, rows[place])) out[count++] = rows[place];
  });
  return count === rows.length ? out : out.slice(0, count);
}

/** How many of a table's rows meet all conditions. */
export async function countRows(
  rows: number,
  where: readonly Condition[],
  conditioned: Conditioned,
  signal: AbortSignal,
): Promise<number> {
  const tests = testsOf(where, conditioned);
  let count = 0;
  await inTurns(rows, signal, (from, to) => {
    for (let row = from; row < to; row++) if (meetsAll(tests, row)) count++;
  });
  return count;
}

const ROWS_A_LOOK = 4096;

/** Stretches of so many rows, with room for other messages between whenever 8 ms have gone by. */
async function inTurns(rows: number, signal: AbortSignal, work: (from: number, to: number) => void): Promise<void> {
  const isDue = turns();
  for (let from = 0; from < rows; from += ROWS_A_LOOK) {
    if (isDue()) await checkpoint(signal);
    work(from, Math.min(rows, from + ROWS_A_LOOK));
  }
}

type Test = (row: number) => boolean;

function meetsAll(tests: readonly Test[], row: number): boolean {
  for (let t = 0; t < tests.length; t++) if (!tests[t](row)) return false;
  return true;
}

/** A test a condition; one for all presets of noise together. */
function testsOf(where: readonly Condition[], conditioned: Conditioned): Test[] {
  const tests = where.flatMap((condition) => (condition.kind === 'noise' ? [] : [rowTest(condition, conditioned)]));
  const hidden = where.reduce((bits, one) => (one.kind === 'noise' ? bits | noiseBit(one.preset) : bits), 0);
  return hidden === 0 ? tests : [(row) => (conditioned.noise[row] & hidden) === 0, ...tests];
}

/** Every field that some condition speaks of. */
export function fieldsOf(where: readonly Condition[]): string[] {
  return where.flatMap((condition) => {
    if (condition.kind === 'noise') return [];
    return condition.kind === 'any' ? condition.of.flatMap(fieldsOf) : [condition.field];
  });
}

/** Whether a row meets all conditions. */
export function allOf(where: readonly Condition[], conditioned: Conditioned): Test {
  const tests = testsOf(where, conditioned);
  return (row) => meetsAll(tests, row);
}

function rowTest(condition: Exclude<Condition, { kind: 'noise' }>, conditioned: Conditioned): Test {
  if (condition.kind === 'any') {
    const tests = condition.of.map((where) => allOf(where, conditioned));
    return (row) => tests.some((test) => test(row));
  }
  const column = conditioned.columnOf(condition.field);
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
      text === '-' ? unsetTest(column) : rowTest({ kind: 'equals', field: condition.field, text }, conditioned),
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
