import { checkpoint, whenDue } from '../control.ts';
import { createRandom, type Random } from '../math/random.ts';
import type { Outcomes } from './outcomes.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const TIMES = 200;
/** Draws in all, about 20 ns each; so large logs are drawn less often, and need it less. */
const MOST_DRAWS = 4e7;
const FEWEST = 40;
/** Steps that are drawn in one go, less one: in about 5 ms. */
const STRETCH = (1 << 16) - 1;

/**
 * Percentile intervals of 95 % of some measures, by a seeded Poisson bootstrap: each flow is drawn as often as a
 * Poisson variable of mean 1 says, so that flows with equal scores are drawn together. Efron 1979; Chamandy et al.
 * 2012.
 */
export async function bootstrap(
  outcomes: Outcomes,
  measures: readonly ((outcomes: Outcomes) => number)[],
  signal: AbortSignal,
): Promise<Interval[]> {
  const { scores, positives, negatives } = outcomes;
  const random = createRandom(3);
  const times = Math.max(FEWEST, Math.min(TIMES, Math.floor(MOST_DRAWS / Math.max(1, scores.length))));
  const drawn = { scores, positives: new Float64Array(scores.length), negatives: new Float64Array(scores.length) };
  const values = measures.map(() => new Float64Array(times));
  const pause = whenDue(signal);
  for (let time = 0; time < times; time++) {
    for (let i = 0; i < scores.length; i++) {
      if ((i & STRETCH) === STRETCH) await pause();
      drawn.positives[i] = poisson(random, positives[i]);
      drawn.negatives[i] = poisson(random, negatives[i]);
    }
    for (const [m, measure] of measures.entries()) {
      values[m][time] = measure(drawn);
      await pause();
    }
    await checkpoint(signal);
  }
  return values.map((all) => {
    const known = all.filter((value) => !Number.isNaN(value)).sort();
    const at = (share: number) => known[Math.round(share * (known.length - 1))] ?? Number.NaN;
    return { low: at(0.025), high: at(0.975) };
  });
}

const LARGE = 30;

/** A Poisson variable: Knuth's product of uniforms for small means, the normal one for large. */
function poisson(random: Random, mean: number): number {
  if (mean === 0) return 0;
  if (mean > LARGE) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}
