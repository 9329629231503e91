import type { Quantiles } from './tail.ts';

/** Bin width in ln of a size: 1.6 % of the size. */
const STEP = 1 / 64;
const BINS = 2304;
/** Weights are multiples of 1 / `UNIT`, so sums do not depend on order. */
const UNIT = 4096;

/** A weighted histogram of ln sizes (0 to 36). Weights limit the influence of a channel with many flows. */
export class WeightedValues implements Quantiles {
  private readonly bins = new Float64Array(BINS);
  private total = 0;

  /** Weight of each flow in a channel with `flows` flows, so that at most `most` flows count. */
  static weight(flows: number, most: number): number {
    return flows <= most ? UNIT : Math.max(1, Math.round((UNIT * most) / flows));
  }

  add(value: number, weight: number): void {
    this.bins[Math.min(BINS - 1, Math.floor(value / STEP))] += weight;
    this.total += weight;
  }

  /** Adds the values from index `from` up to `to`, except zeros; to `also` too, if it is given. */
  addAll(values: Float32Array, from: number, to: number, weight: number, also: WeightedValues | null): void {
    const { bins } = this;
    const others = (also ?? this).bins;
    let count = 0;
    for (let i = from; i < to; i++) {
      if (values[i] === 0) continue;
      const bin = Math.min(BINS - 1, Math.floor(values[i] / STEP));
      bins[bin] += weight;
      if (also !== null) others[bin] += weight;
      count++;
    }
    this.total += count * weight;
    if (also !== null) also.total += count * weight;
  }

  /** Total weight in flows, with fractions. */
  get count(): number {
    return this.total / UNIT;
  }

  at(share: number): number {
    const place = share * Math.max(0, this.total - UNIT);
    const low = this.valueAt(Math.floor(place / UNIT) * UNIT);
    const rest = place / UNIT - Math.floor(place / UNIT);
    return rest === 0 ? low : low + (this.valueAt(Math.ceil(place / UNIT) * UNIT) - low) * rest;
  }

  /** Middle of the bin at a cumulative weight. */
  private valueAt(before: number): number {
    let left = before;
    let bin = 0;
    while (bin < BINS - 1 && left >= this.bins[bin]) left -= this.bins[bin++];
    return (bin + 0.5) * STEP;
  }
}
