import { describe, expect, it } from 'vitest';
import { createRandom } from '../../math/random.ts';
import { type Gaps, moranTail, testGaps } from './gaps.ts';

const gapsOf = (times: Float64Array, mayBeExact = false): Gaps => testGaps(times, 0, times.length, mayBeExact);

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
      const { surprise, calls } = gapsOf(callsOf(200, share, seed));
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
    for (const [flows, extra, mayBeExact] of [
      [40, 0, false],
      [40, 2, false],
      [6, 0, true],
      [9, 0, true],
      [20, 0, true],
      [12, 2, true],
    ] as const) {
      let [rare, rarer] = [0, 0];
      for (let i = 0; i < drawn; i++) {
        const times: number[] = [];
        for (let n = 0, at = 0; n < flows; n++, at += random.exponential(600)) {
          for (let k = 0; k <= extra; k++) times.push(at + k * random.uniform());
        }
        const { surprise } = gapsOf(Float64Array.from(times).sort(), mayBeExact);
        if (surprise >= 1.5) rare++;
        if (surprise >= 2.5) rarer++;
      }
      expect(rare / drawn).toBeLessThan(1.5 * 10 ** -1.5);
      expect(rarer / drawn).toBeLessThan(2 * 10 ** -2.5);
    }
  });

  it('of flows at one instant, or of few flows, have no rhythm', () => {
    expect(gapsOf(new Float64Array(20).fill(7)).surprise).toBe(0);
    expect(gapsOf(Float64Array.of(0, 60, 120, 180)).surprise).toBe(0);
  });

  it('of few calls hours apart are as unusual as they are, to other networks', () => {
    const hours = Float64Array.from({ length: 9 }, (_, i) => 7200 * i + (i % 2) * 300);
    expect(gapsOf(hours, true).surprise).toBe(6);
    expect(gapsOf(hours, false).surprise).toBeLessThan(1.7);
    const seconds = hours.map((time) => time / 1000);
    expect(gapsOf(seconds, true)).toMatchObject({ isExact: false, surprise: gapsOf(seconds).surprise });
  });
});

// scipy 1.10: -log10(chi2.cdf(2 m M / (1 + (m + 1) / (6 m)), m - 1))
it.each([
  [5, 0.05, 1.723302766],
  [7, 0.06, 2.249446407],
  [8, 0.3, 0.647653701],
  [11, 0.02, 5.797041644],
  [24, 0.1, 5.375020286],
  [32, 0.2, 3.489674494],
  [32, 0.55, 0.314588829],
])('the tail of %d gaps and the statistic %d is %d', (count, statistic, expected) => {
  expect(moranTail(statistic, count)).toBeCloseTo(expected, 8);
});
