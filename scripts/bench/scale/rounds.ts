import type { Round } from './measurement.ts';

/** A run that takes longer than this, in seconds, is not repeated: noise is a small share of it. */
const LONG = 60;

export function isLong({ wall }: Round): boolean {
  return wall >= LONG;
}

/** Repeats a run that is not long. What comes out has the times of all rounds, and every result. */
export async function inRounds<Result extends Round>(
  count: number,
  run: () => Promise<Result>,
): Promise<{ readonly rounds: readonly Round[]; readonly results: readonly Result[] }> {
  const results: Result[] = [];
  while (results.length < count) {
    results.push(await run());
    if (isLong(results[results.length - 1])) break;
  }
  return { rounds: results.map(({ wall, processor }) => ({ wall, processor })), results };
}
