import { describe, expect, it } from 'vitest';
import { quiet } from '../../testing/read-text.ts';
import { createRandom } from '../math/random.ts';
import { sortTimes } from './sort-times.ts';

describe('sortTimes', () => {
  it.each([0, 1, 5, 1000, 65_536, 65_537, 200_001, 300_000])('sorts %i times', async (count) => {
    const random = createRandom(count);
    const times = Float64Array.from({ length: count }, () => Math.floor(1e6 * random.uniform()));
    const expected = times.toSorted();
    await sortTimes(times, quiet);
    expect(times).toEqual(expected);
  });
});
