import { checkpoint, turns } from '../control.ts';
import { LogError } from '../errors.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { GROUP_BITS, GROUP_ROWS } from '../table/groups.ts';
import { type NumberColumn, readNumbers } from '../table/number-column.ts';
import { Bitmap } from './bitmap.ts';
import { noiseBit } from './noise.ts';
import type { Predicate } from './predicate.ts';
import { columnOf, type Selectable } from './selectable.ts';
import { wantedCodes, wantedNumbers } from './wanted.ts';

/**
 * The rows that meet all predicates. Labels are decided once each, rows by their code: 1 to 4 ns per row and predicate. Yields to
 * other messages. Throws `LogError` for a field that is not there, and for a range of one that is no number.
 */
export async function select(
  selectable: Selectable,
  predicates: readonly Predicate[],
  signal: AbortSignal,
): Promise<Bitmap> {
  const isDue = turns();
  const pause = async () => {
    if (isDue()) await checkpoint(signal);
  };
  return selectAll(selectable, predicates, pause);
}

type Pause = () => Promise<void>;

async function selectAll(selectable: Selectable, predicates: readonly Predicate[], pause: Pause): Promise<Bitmap> {
  const [first, ...others] = predicates;
  if (first === undefined) return new Bitmap(selectable.rows).not();
  const found = await selectOne(selectable, first, pause);
  for (const other of others) found.and(await selectOne(selectable, other, pause));
  return found;
}

async function selectOne(selectable: Selectable, predicate: Predicate, pause: Pause): Promise<Bitmap> {
  switch (predicate.op) {
    case 'all':
      return selectAll(selectable, predicate.of, pause);
    case 'any': {
      const found = new Bitmap(selectable.rows);
      for (const one of predicate.of) found.or(await selectOne(selectable, one, pause));
      return found;
    }
    case 'not':
      return (await selectOne(selectable, predicate.of, pause)).not();
    default:
      return selectRows(selectable, testOf(selectable, predicate), pause);
  }
}

/** Answers for the rows of one group: 1 or 0 for each of `count` rows, into `out`. */
type GroupTest = (group: number, first: number, count: number, out: Uint8Array) => void;

async function selectRows({ rows }: Selectable, test: GroupTest, pause: Pause): Promise<Bitmap> {
  const found = new Bitmap(rows);
  const { words } = found;
  const answers = new Uint8Array(GROUP_ROWS);
  for (let first = 0; first < rows; first += GROUP_ROWS) {
    const count = Math.min(GROUP_ROWS, rows - first);
    test(first >>> GROUP_BITS, first, count, answers);
    answers.fill(0, count, Math.min(GROUP_ROWS, count + 31));
    for (let at = 0, word = first >>> 5; at < count; at += 32, word++) {
      let bits = 0;
      for (let bit = 0; bit < 32; bit++) bits |= answers[at + bit] << bit;
      words[word] = bits;
    }
    await pause();
  }
  return found;
}

type Leaf = Exclude<Predicate, { op: 'all' | 'any' | 'not' }>;

function testOf(selectable: Selectable, predicate: Leaf): GroupTest {
  if (predicate.op === 'preset') {
    const { noise } = selectable;
    const bit = noiseBit(predicate.id);
    return (_, first, count, out) => {
      for (let i = 0; i < count; i++) out[i] = (noise[first + i] & bit) === 0 ? 0 : 1;
    };
  }
  const column = columnOf(selectable, predicate.field);
  if (predicate.op === 'in') {
    return column.kind === 'number' ? isNumberAmong(column, predicate.values) : isLabelAmong(column, predicate.values);
  }
  if (column.kind !== 'number') throw new LogError('bad-request', { what: `${predicate.field} is not a number` });
  const { from, to } = predicate;
  return testNumbers(column, (value) => value >= from && value <= to);
}

function isLabelAmong(column: CategoryColumn, values: readonly string[]): GroupTest {
  const isIn = new Uint8Array(column.labels.size + 1);
  for (const code of wantedCodes(column, values)) isIn[code] = 1;
  return (index, _, count, out) => {
    const group = column.groups[index];
    for (let i = 0; i < count; i++) out[i] = isIn[group[i]];
  };
}

function isNumberAmong(column: NumberColumn, values: readonly string[]): GroupTest {
  const { numbers, isUnset } = wantedNumbers(values);
  const [only = Number.NaN] = numbers;
  if (numbers.length < 2) return testNumbers(column, (value) => value === only || (isUnset && Number.isNaN(value)));
  const wanted = new Set(isUnset ? [...numbers, Number.NaN] : numbers);
  return testNumbers(column, (value) => wanted.has(value));
}

const BLOCK = 4096;

function testNumbers(column: NumberColumn, test: (value: number) => boolean): GroupTest {
  const values = new Float64Array(BLOCK);
  return (index, _, count, out) => {
    for (let from = 0; from < count; from += BLOCK) {
      const length = Math.min(BLOCK, count - from);
      readNumbers(column.groups[index], from, length, Number.NaN, values, 0);
      for (let i = 0; i < length; i++) out[from + i] = test(values[i]) ? 1 : 0;
    }
  };
}
