import { argsort, argsortInTurns } from '../math/argsort.ts';
import { countWhile } from '../math/count-while.ts';
import { quantile, upperQuantile } from '../math/quantile.ts';
import type { Pause } from '../math/stretches.ts';
import { marksOf } from './in-row-order.ts';
import { ScoreBuckets } from './score-buckets.ts';

/** Rows in rank order: by score, highest first, equal scores in row order. */
export interface RankedRows {
  readonly length: number;
  /** The first `count` rows. The array is lent. */
  first(count: number): Uint32Array;
  /** By row: 1 for the first `count` rows, 0 for all others. The array is lent. */
  marks(count: number): Uint8Array;
  /** The number of rows with a score above the threshold. */
  countAbove(threshold: number): number;
  /** For each edge, the number of rows with at least this score. Edges ascend. */
  countAtLeast(edges: readonly number[]): number[];
}

/** Ranked rows from a list in rank order. Counts are O(log n). */
export function rankedRows(scores: Float64Array, rows: Uint32Array): RankedRows {
  return {
    length: rows.length,
    first: (count) => rows.subarray(0, count),
    marks: (count) => marksOf(rows.subarray(0, count), scores.length),
    countAbove: (threshold) => countWhile(rows.length, (place) => scores[rows[place]] > threshold),
    countAtLeast: (edges) => edges.map((edge) => countWhile(rows.length, (place) => scores[rows[place]] >= edge)),
  };
}

/** Fractions of the rows that are ranked at a time, with at least `LEAST` rows. */
const SHARES = [0, 0.1, 1];
const LEAST = 1000;

/**
 * All rows by score. Thresholds and counts need no sorting. Ranks the first thousand rows when rows are requested, and
 * a tenth or all of them when more are requested: 5, 15 and 130 ms per million rows.
 */
export class Ranking implements RankedRows {
  readonly length: number;
  /** Lowest and highest score. NaN without rows. */
  readonly lowest: number;
  readonly highest: number;
  private readonly scores: Float64Array;
  private readonly buckets: ScoreBuckets;
  /** The rows ranked so far, highest first. */
  private ranked: Uint32Array = new Uint32Array(0);
  /** The latest marks: several charts request the same anomalies in succession. */
  private marked: { readonly count: number; readonly marks: Uint8Array } | null = null;

  constructor(scores: Float64Array) {
    this.scores = scores;
    this.length = scores.length;
    this.buckets = new ScoreBuckets(scores);
    this.lowest = this.buckets.lowest;
    this.highest = this.buckets.highest;
  }

  /** All rows in rank order. The array is lent. */
  get all(): Uint32Array {
    return this.first(this.length);
  }

  /** Whether the first `count` rows are available without ranking all of them. */
  isRanked(count: number): boolean {
    return count <= this.ranked.length || this.leastFor(count) < this.length;
  }

  /** The same as `all`, but yields while ranking: `pause` is awaited every few ms. */
  async allInTurns(pause: Pause): Promise<Uint32Array> {
    if (this.ranked.length < this.length) this.ranked = await argsortInTurns(this.scores, true, undefined, pause);
    return this.ranked;
  }

  first(count: number): Uint32Array {
    if (count > this.ranked.length && this.ranked.length < this.length) {
      const least = this.leastFor(count);
      this.ranked = argsort(this.scores, true, least < this.length ? this.buckets.highestRows(least) : undefined);
    }
    return this.ranked.subarray(0, count);
  }

  marks(count: number): Uint8Array {
    if (this.marked?.count !== count) this.marked = { count, marks: this.mark(count) };
    return this.marked.marks;
  }

  countAbove(threshold: number): number {
    return this.buckets.countAbove(threshold);
  }

  /** The number of rows with at least this score. */
  countFrom(score: number): number {
    return this.buckets.countFrom(score);
  }

  countAtLeast(edges: readonly number[]): number[] {
    return this.buckets.countAtLeast(edges);
  }

  /** The highest score below the given one. Returns the given score if none is lower. */
  nextBelow(score: number): number {
    const [count] = this.countAtLeast([score]);
    return count < this.length ? this.buckets.scoreAt(count) : score;
  }

  /** The score that a fraction `share` of the rows exceed: see `upperQuantile`. */
  quantile(share: number): number {
    const n = this.length;
    return upperQuantile(n, (i) => this.buckets.scoreAt(n - 1 - i), share);
  }

  /** The score that a fraction `q` of the rows do not exceed: see `quantile`. */
  quantileAt(q: number): number {
    const n = this.length;
    return quantile(n, (i) => this.buckets.scoreAt(n - 1 - i), q);
  }

  /** Rank of one row, from 1. O(rows). */
  rankOf(row: number): number {
    const { scores } = this;
    const score = scores[row];
    let before = 0;
    for (let other = 0; other < row; other++) if (scores[other] >= score) before++;
    for (let other = row + 1; other < scores.length; other++) if (scores[other] > score) before++;
    return before + 1;
  }

  /** The number of rows to rank when `count` are requested. */
  private leastFor(count: number): number {
    const few = SHARES.map((share) => Math.max(LEAST, Math.ceil(this.length * share)));
    return few.find((rows) => rows >= count) ?? this.length;
  }

  private mark(count: number): Uint8Array {
    const { scores } = this;
    const marks = new Uint8Array(this.length);
    if (count === 0) return marks;
    const last = this.buckets.scoreAt(count - 1);
    for (let row = 0; row < marks.length; row++) marks[row] = Number(scores[row] >= last);
    let surplus = this.buckets.countFrom(last) - count; // rows with that score to leave out, last rows first
    for (let row = marks.length - 1; surplus > 0; row--) {
      if (scores[row] !== last) continue;
      marks[row] = 0;
      surplus--;
    }
    return marks;
  }
}

/** Rank of each row, from 1. 4 bytes per row. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) ranks[order[place]] = place + 1;
  return ranks;
}
