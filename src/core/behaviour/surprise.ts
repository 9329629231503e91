/** The largest surprise, as −log10 p: beyond one in a million, more is not more. */
export const MOST = 6;

export function capped(surprise: number): number {
  return surprise > MOST ? MOST : surprise > 0 ? surprise : 0;
}

export function clipped(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Fewer failing targets are no scan. */
export const LEAST_FAILING = 3;

/**
 * Surprise, as −log10 p, at `hits` of `tries` where a share `expected` was to be expected; 0 for no more than that. Chernoff's
 * bound on a binomial tail: tries x Kullback-Leibler divergence (Cover & Thomas, Elements of Information Theory, 11.4).
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
 * -log10 of the chance that a normal variable is above `z` (z > 0). Abramowitz & Stegun 26.2.17, good to 7.5e-8 of a chance,
 * up to z = 4; beyond it the asymptotic series, good to 0.5 %.
 */
export function normalTail(z: number): number {
  if (z > 4) {
    const density = z * z * 0.5 + Math.log(z * Math.sqrt(2 * Math.PI));
    return (density - Math.log(1 - 1 / (z * z) + 3 / z ** 4)) / Math.LN10;
  }
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return -Math.log10((Math.exp(-z * z * 0.5) / Math.sqrt(2 * Math.PI)) * polynomial);
}

const BINS = 3072;

/**
 * How many entities of a part are at least this surprising, from a histogram of steps of 1/512 decade: no sorting, and the
 * same for any order.
 */
export class Calibration {
  /** Entities at or above each step, from the top down. */
  private readonly above = new Uint32Array(BINS + 2);
  /** log10 of them, or of 1. */
  private readonly logs = new Float64Array(BINS + 2);
  private chance = 0;

  add(surprise: number): void {
    if (surprise > 0) this.above[bin(surprise)]++;
  }

  addAll(surprises: Float32Array, from: number, to: number): void {
    const { above } = this;
    for (let i = from; i < to; i++) if (surprises[i] > 0) above[bin(surprises[i])]++;
  }

  /** Ends the counting. */
  finish(): this {
    for (let i = BINS; i >= 0; i--) {
      this.above[i] += this.above[i + 1];
      this.logs[i] = Math.log10(Math.max(1, this.above[i]));
    }
    this.chance = CHANCE * this.logs[0];
    return this;
  }

  /** Entities with at least this surprise, 1 at least. */
  count(surprise: number): number {
    return Math.max(1, this.above[bin(surprise)]);
  }

  /**
   * What is left of a surprise: if many look like this, it is no news, and of many entities one is far out by chance alone. May
   * be negative.
   */
  left(surprise: number): number {
    return surprise - this.logs[bin(surprise)] - this.chance;
  }
}

/**
 * What ten times the entities with any surprise take off a score. 1 would be Bonferroni's correction for independent tests; entities
 * are not independent, and most parts are careful already.
 */
const CHANCE = 0.3;

function bin(surprise: number): number {
  return Math.floor((Math.min(surprise, MOST) * BINS) / MOST);
}

/** The flow-count penalty of ten flows. */
const PENALTY = 1.15;

/**
 * The score of an entity with `flows` flows, after the flow-count penalty. Never 0, so entities that are not worth a line keep their
 * order: log10(1 + 10^left), which differs from `left` by less than a twentieth where that is 1 or more.
 */
export function withPenalty(surprise: number, flows: number): number {
  return scoreOf(surprise - flowCountPenalty(flows));
}

/** What the number of an entity's flows takes off its surprise: one entity with many flows must not fill the list. */
export function flowCountPenalty(flows: number): number {
  const whole = flows | 0;
  return whole === flows && whole >= 0 && whole < SMALL ? penalties[whole] : PENALTY * Math.log10(Math.max(1, flows));
}

/** Penalties of fewer flows, as nearly all entities have, are in a table. */
const SMALL = 4096;
const penalties = Float64Array.from({ length: SMALL }, (_, flows) => PENALTY * Math.log10(Math.max(1, flows)));

export function scoreOf(left: number): number {
  return Math.log1p(10 ** left) / Math.LN10;
}

/** What `scoreOf` is at most, with no logarithm: up to 0.02 more than it is. */
export function scoreAtMost(left: number): number {
  const step = Math.ceil((left - LEAST_LEFT) * STEPS);
  return step > 0 ? bounds[step] : bounds[0];
}

const LEAST_LEFT = -8;
const STEPS = 64;
/** A little above each step, so that no rounding matters. */
const bounds = Float64Array.from(
  { length: (MOST - LEAST_LEFT) * STEPS + 1 },
  (_, step) => 1.000001 * scoreOf(LEAST_LEFT + step / STEPS),
);

/** From here on a score is worth a word: what is left is -1 decade or more. */
export const REMARKABLE = Math.log10(1.1);
