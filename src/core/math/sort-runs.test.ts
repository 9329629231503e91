import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { sortRuns } from './sort-runs.ts';

describe('sortRuns', () => {
  it.each([0, 1, 5, 1000, 65_536, 65_537, 200_001, 300_000])('sorts %i numbers', async (count) => {
    const random = createRandom(count);
    const numbers = Float64Array.from({ length: count }, () => Math.floor(1e6 * random.uniform()));
    const expected = numbers.toSorted();
    await sortRuns(numbers, async () => {});
    expect(numbers).toEqual(expected);
  });
});
