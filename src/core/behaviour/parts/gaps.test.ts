import { describe, expect, it } from 'vitest';
import { createRandom } from '../../math/random.ts';
import { testGaps } from './gaps.ts';

/** Starts of `count` calls 60 s apart ± 20 %, of which a share has a second connection within 3 seconds. */
function callsOf(count: number, share: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const times: number[] = [];
  for (let i = 0, at = 0; i < count; i++, at += 60 * (0.8 + 0.4 * random.uniform())) {
    times.push(at);
    if (random.uniform() < share) times.push(at + 3 * random.uniform());
  }
  return Float64Array.from(times).sort();
}

describe('the gaps of a channel', () => {
  it.each([0, 0.1, 0.2, 0.5, 1])('are even where %d of the calls have a second connection', (share) => {
    for (let seed = 1; seed <= 5; seed++) {
      const { surprise, calls } = testGaps(callsOf(200, share, seed));
      expect(surprise).toBeGreaterThan(5);
      if (share >= 0.5) {
        expect(calls).toBeGreaterThan(190);
        expect(calls).toBeLessThanOrEqual(200);
      }
    }
  });

  it('are found even by chance as rarely as they should be, with and without short gaps within calls', () => {
    const random = createRandom(3);
    const drawn = 4000;
    for (const extra of [0, 2]) {
      let [rare, rarer] = [0, 0];
      for (let i = 0; i < drawn; i++) {
        const times: number[] = [];
        for (let n = 0, at = 0; n < 40; n++, at += random.exponential(600)) {
          for (let k = 0; k <= extra; k++) times.push(at + k * random.uniform());
        }
        const { surprise } = testGaps(Float64Array.from(times).sort());
        if (surprise >= 1.5) rare++;
        if (surprise >= 2.5) rarer++;
      }
      expect(rare / drawn).toBeLessThan(1.5 * 10 ** -1.5);
      expect(rarer / drawn).toBeLessThan(2 * 10 ** -2.5);
    }
  });

  it('of flows at one instant, or of few flows, have no rhythm', () => {
    expect(testGaps(new Float64Array(20).fill(7)).surprise).toBe(0);
    expect(testGaps(Float64Array.of(0, 60, 120, 180)).surprise).toBe(0);
  });
});
