import type { Part } from './part.ts';

/** One part of what is measured, at one size: rows of a made-up log, or null for a given one. */
export interface Task {
  readonly rows: number | null;
  readonly part: Part;
}

/** Rows, or bytes, of which the reading lasts long enough to press Cancel. */
const BIG = { rows: 500_000, bytes: 75e6 };

/** Where the growth shows: the parts that are measured at a tenth of the largest size too. */
const growing = ['read', 'memory'];

/** What to measure of made-up logs of these sizes, which ascend, size by size. */
export function planRows(sizes: readonly number[], withTenth: boolean, parts: readonly Part[]): Task[] {
  const largest = sizes[sizes.length - 1];
  const tenth = Math.round(largest / 10);
  const one = Math.min(1_000_000, largest);
  const isMeasured = (part: Part, rows: number): boolean => {
    if (part.sizes === 'one') return rows === one;
    if (sizes.includes(rows)) return part.sizes === 'all' || rows >= BIG.rows;
    return withTenth && rows === tenth && growing.includes(part.id);
  };
  const all = [...new Set([...sizes, tenth, one])].toSorted((a, b) => a - b);
  return all.flatMap((rows) => parts.filter((part) => isMeasured(part, rows)).map((part) => ({ rows, part })));
}

/** What to measure of a given log, of which nothing else is made. */
export function planLog(bytes: number, parts: readonly Part[]): Task[] {
  const isMeasured = ({ sizes }: Part) => sizes === 'all' || (sizes === 'big' && bytes >= BIG.bytes);
  return parts.filter(isMeasured).map((part) => ({ rows: null, part }));
}
