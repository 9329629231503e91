import { type Control, checkpoint, turns } from '../control.ts';

/** Rows at a time; a group has a whole number of such blocks. At 0.5 µs a row a block takes 8 ms. */
export const BLOCK_ROWS = 16_384;

/** Goes over `count` things in stretches short enough that other messages get in between. */
export async function inStretches(
  control: Control,
  count: number,
  work: (from: number, to: number) => void,
): Promise<void> {
  const isDue = turns();
  for (let from = 0; from < count; from += BLOCK_ROWS) {
    if (isDue()) await checkpoint(control.signal);
    work(from, Math.min(count, from + BLOCK_ROWS));
  }
}

/** As `inStretches` over the rows of a log, telling how far it is: this pass goes from share `begin` to `end` of the job. */
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
