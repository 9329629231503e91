import { quantile } from '../math/quantile.ts';
import type { Interval } from './baseline.ts';

/** The ends of the box as quantiles: numpy's percentiles of 0.1 and 99.9. */
export const LOW = 0.1 / 100;
export const HIGH = 99.9 / 100;

/** The exact 0.1 and 99.9 % quantiles of `count` streamed numbers. Keeps about 0.4 % of them in memory. */
export class Extremes {
  private readonly count: number;
  private readonly lowest: Lowest;
  /** Of the numbers with the other sign. */
  private readonly highest: Lowest;
  private readonly negated = new Float64Array(1024);

  constructor(count: number) {
    const wanted = Math.min(count, Math.floor((count - 1) * LOW) + 3);
    this.count = count;
    this.lowest = new Lowest(wanted);
    this.highest = new Lowest(wanted);
  }

  /** Takes `count` numbers from `at` on, at most 1,024. */
  add(values: Float64Array, at: number, count: number): void {
    this.lowest.add(values, at, count);
    for (let i = 0; i < count; i++) this.negated[i] = -values[at + i];
    this.highest.add(this.negated, 0, count);
  }

  interval(): Interval {
    const { count } = this;
    const low = this.lowest.sorted();
    const high = this.highest.sorted();
    return {
      low: quantile(count, (i) => low[i] + 0, LOW), // minus zero is zero
      high: quantile(count, (i) => 0 - high[count - 1 - i], HIGH),
    };
  }
}

/** The `wanted` lowest of the streamed numbers. */
class Lowest {
  private readonly wanted: number;
  private readonly kept: Float64Array;
  private length = 0;
  private limit = Infinity;

  constructor(wanted: number) {
    this.wanted = wanted;
    this.kept = new Float64Array(2 * wanted + 1024);
  }

  add(values: Float64Array, at: number, count: number): void {
    for (let i = at; i < at + count; i++) {
      if (values[i] >= this.limit) continue;
      if (this.length === this.kept.length) this.prune();
      this.kept[this.length++] = values[i];
    }
  }

  sorted(): Float64Array {
    this.prune();
    return this.kept.subarray(0, this.length);
  }

  private prune(): void {
    this.kept.subarray(0, this.length).sort();
    this.length = Math.min(this.length, this.wanted);
    if (this.length === this.wanted) this.limit = this.kept[this.wanted - 1];
  }
}
