import { type Control, checkpoint, turns } from '../control.ts';

/** Rows per block; a group is a whole number of blocks. At 0.5 µs per row a block takes 8 ms. */
export const BLOCK_ROWS = 16_384;

/** Runs a loop over `count` items in blocks of `size` and yields to other messages between them. */
export async function inStretches(
  control: Control,
  count: number,
  work: (from: number, to: number) => void,
  size = BLOCK_ROWS,
): Promise<void> {
  const isDue = turns();
  for (let from = 0; from < count; from += size) {
    if (isDue()) await checkpoint(control.signal);
    work(from, Math.min(count, from + size));
  }
}

/** The same over the rows of a log, with progress: this pass covers the fraction `begin` to `end` of the job. */
export async function inBlocks(
  control: Control,
  rows: number,
  [begin, end]: readonly [begin: number, end: number],
  work: (from: number, to: number) => void,
): Promise<void> {
  await inStretches(control, rows, (from, to) => {
    work(from, to);
    const done = Math.round(rows * begin + to * (end - begin));
    control.report({ phase: 'Scoring', file: '', done, total: rows, unit: 'rows', rows: done });
  });
}
