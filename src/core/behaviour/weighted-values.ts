import type { Quantiles } from './tail.ts';

/** Steps of the histogram in the logarithm of a size: 1.6 % of the size. */
const STEP = 1 / 64;
const BINS = 2304;
/** Weights are whole multiples of this, so that sums are the same in any order. */
const UNIT = 4096;

/** A histogram of logarithms of sizes (0 to 36), each with a weight: a channel of a thousand flows need not weigh a thousand. */
export class WeightedValues implements Quantiles {
  private readonly bins = new Float64Array(BINS);
  private total = 0;

  /** Weight of one flow of a channel with `flows`, of which `most` are to count. */
  static weight(flows: number, most: number): number {
    return flows <= most ? UNIT : Math.max(1, Math.round((UNIT * most) / flows));
  }

  add(value: number, weight: number): void {
    this.bins[Math.min(BINS - 1, Math.floor(value / STEP))] += weight;
    this.total += weight;
  }

  /** Adds values `from` to `to` but those that are 0. */
  addAll(values: Float32Array, from: number, to: number, weight: number): void {
    const { bins } = this;
    let count = 0;
    for (let i = from; i < to; i++) {
      if (values[i] === 0) continue;
      bins[Math.min(BINS - 1, Math.floor(values[i] / STEP))] += weight;
      count++;
    }
    this.total += count * weight;
  }

  /** Values that count, fractions included. */
  get count(): number {
    return this.total / UNIT;
  }

  at(share: number): number {
    const place = share * Math.max(0, this.total - UNIT);
    const low = this.valueAt(Math.floor(place / UNIT) * UNIT);
    const rest = place / UNIT - Math.floor(place / UNIT);
    return rest === 0 ? low : low + (this.valueAt(Math.ceil(place / UNIT) * UNIT) - low) * rest;
  }

  /** Middle of the bin that holds the value with this much weight before it. */
  private valueAt(before: number): number {
    let left = before;
    let bin = 0;
    while (bin < BINS - 1 && left >= this.bins[bin]) left -= this.bins[bin++];
    return (bin + 0.5) * STEP;
  }
}
