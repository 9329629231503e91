/** The largest −log10 p: probabilities below one in a million are not distinguished. */
export const MOST = 6;

/** A −log10 p limited to `MOST`. */
export function capped(surprise: number): number {
  return surprise > MOST ? MOST : surprise > 0 ? surprise : 0;
}

/** A value limited to the range from `low` to `high`. */
export function clipped(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Minimum number of failing targets of a scan. */
export const LEAST_FAILING = 3;

/**
 * −log10 p of at least `hits` of `tries` when the expected fraction is `expected`. 0 if hits do not exceed the
 * expectation. Chernoff bound on a binomial tail: tries × Kullback-Leibler divergence (Cover & Thomas, Elements of
 * Information Theory, 11.4).
 */
export function excess(hits: number, tries: number, expected: number): number {
  if (tries === 0) return 0;
  const share = hits / tries;
  if (share <= expected) return 0;
  const miss = 1 - share;
  const missTerm = miss > 0 ? miss * Math.log(miss / (1 - expected)) : 0;
  return (tries * (share * Math.log(share / expected) + missTerm)) / Math.LN10;
}

/**
 * −log10 of the probability P that a standard normal variable exceeds `z` (z > 0); relative error of P below 1e-9. Power
 * series up to z = 2.5, continued fraction above it (Abramowitz & Stegun 26.2.11 and 26.2.14). About 30 steps.
 */
export function normalTail(z: number): number {
  const logDensity = -0.5 * (z * z + Math.log(2 * Math.PI));
  if (z > 2.5) {
    let fraction = z;
    for (let k = LEVELS; k > 0; k--) fraction = z + k / fraction;
    return (Math.log(fraction) - logDensity) / Math.LN10;
  }
  let term = z;
  let sum = z;
  for (let k = 3; term > 1e-12 * sum; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return -Math.log10(0.5 - Math.exp(logDensity) * sum);
}

/** Levels of the continued fraction. */
const LEVELS = 30;

const BINS = 3072;
/** Steps of 1/8 in which counts are saved. */
export const COUNT_STEPS = 48;

/**
 * Number of entities of an indicator with at least a given −log10 p, from a histogram with steps of 1/512. Needs no
 * sorting and does not depend on order.
 */
export class Calibration {
  /** Entities at or above each step. */
  private readonly above = new Uint32Array(BINS + 2);
  /** log10 of these counts, at least 0. */
  private readonly logs = new Float64Array(BINS + 2);
  private chance = 0;

  add(surprise: number): void {
    if (surprise > 0) this.above[bin(surprise)]++;
  }

  addAll(surprises: Float32Array, from: number, to: number): void {
    const { above } = this;
    for (let i = from; i < to; i++) if (surprises[i] > 0) above[bin(surprises[i])]++;
  }

  /** Completes the counts. Call it after the last `addAll`. */
  finish(): this {
    for (let i = BINS; i >= 0; i--) {
      this.above[i] += this.above[i + 1];
      this.logs[i] = Math.log10(Math.max(1, this.above[i]));
    }
    this.chance = CHANCE * this.logs[0];
    return this;
  }

  /** Entities above 0; at least 1. */
  get tests(): number {
    return Math.max(1, this.above[0]);
  }

  /** The calibration of another log by its `counts`, each taken as many times. */
  static ofCounts(counts: readonly number[], times: number): Calibration {
    const calibration = new Calibration();
    for (let i = 0; i <= BINS; i++) {
      calibration.above[i] = times * counts[Math.floor((i * COUNT_STEPS) / BINS)];
      calibration.logs[i] = Math.log10(Math.max(1, calibration.above[i]));
    }
    calibration.chance = CHANCE * calibration.logs[0];
    return calibration;
  }

  /** The number of entities with at least k/8, for k from 0 to 48; the first is all entities above 0. */
  counts(): number[] {
    return Array.from({ length: COUNT_STEPS + 1 }, (_, k) => this.above[(k * BINS) / COUNT_STEPS]);
  }

  /** Entities with at least this −log10 p; at least 1. */
  count(surprise: number): number {
    return Math.max(1, this.above[bin(surprise)]);
  }

  /**
   * −log10 p after calibration: minus log10 of the entities that are at least as unusual, and minus a correction for
   * the number of tests. May be negative.
   */
  left(surprise: number): number {
    return surprise - this.logs[bin(surprise)] - this.chance;
  }
}

/**
 * Score reduction for each factor of ten in the number of tested entities. 1 would be the Bonferroni correction for
 * independent tests. Entities are not independent, and most indicators are conservative.
 */
export const CHANCE = 0.3;

function bin(surprise: number): number {
  return Math.floor((Math.min(surprise, MOST) * BINS) / MOST);
}

/** The flow-count penalty of ten flows. */
export const PENALTY = 1.15;

/**
 * The score of an entity with `flows` flows, after the flow-count penalty: log10(1 + 10^left). It is always positive,
 * so low scores keep their order. For `left` of 1 or more it differs from `left` by less than 0.05.
 */
export function withPenalty(surprise: number, flows: number): number {
  return scoreOf(surprise - flowCountPenalty(flows));
}

/** The flow-count penalty: it keeps one entity with many flows from filling the list. */
export function flowCountPenalty(flows: number): number {
  const whole = flows | 0;
  return whole === flows && whole >= 0 && whole < SMALL ? penalties[whole] : PENALTY * Math.log10(Math.max(1, flows));
}

/** Table of penalties for fewer flows than this, which covers nearly all entities. */
const SMALL = 4096;
const penalties = Float64Array.from({ length: SMALL }, (_, flows) => PENALTY * Math.log10(Math.max(1, flows)));

/** The score of a corrected −log10 p (`left`): log10(1 + 10^left). Positive and strictly increasing. */
export function scoreOf(left: number): number {
  return Math.log1p(10 ** left) / Math.LN10;
}

/** An upper bound of `scoreOf` without a logarithm, at most 0.02 too high. */
export function scoreAtMost(left: number): number {
  const step = Math.ceil((left - LEAST_LEFT) * STEPS);
  return step > 0 ? bounds[step] : bounds[0];
}

const LEAST_LEFT = -8;
const STEPS = 64;
/** Slightly above each step, to cover rounding. */
const bounds = Float64Array.from(
  { length: (MOST - LEAST_LEFT) * STEPS + 1 },
  (_, step) => 1.000001 * scoreOf(LEAST_LEFT + step / STEPS),
);

/** Minimum score that is reported in words: `left` is −1 or more. */
export const REMARKABLE = Math.log10(1.1);
