import { argsort, argsortInTurns } from '../math/argsort.ts';
import { upperQuantile } from '../math/quantile.ts';
import type { Pause } from '../math/stretches.ts';

/** Rows in rank order: by score, highest first, equal scores in row order. */
export interface RankedRows {
  readonly length: number;
  /** The first `count` rows, lent. */
  first(count: number): Uint32Array;
  /** How many score above the threshold. */
  countAbove(threshold: number): number;
  /** How many score at least as much as each edge; edges ascend. */
  countAtLeast(edges: readonly number[]): number[];
}

/** Some rows that stand in rank order already. Counts are O(log n). */
export function rankedRows(scores: Float64Array, rows: Uint32Array): RankedRows {
  return {
    length: rows.length,
    first: (count) => rows.subarray(0, count),
    countAbove: (threshold) => countWhile(rows, (row) => scores[row] > threshold),
    countAtLeast: (edges) => edges.map((edge) => countWhile(rows, (row) => scores[row] >= edge)),
  };
}

/** Share of the rows that is ranked at once; PyOD calls a tenth anomalies unless told otherwise. */
const HEAD_SHARE = 0.1;
const HEAD_LEAST = 1000;
/** Buckets by the upper bits of a double: sign, exponent and six bits of its fraction, so 1.6 % wide. */
const BUCKET_BITS = 18;
const SHIFT = 32 - BUCKET_BITS;

/**
 * All rows by score. The first tenth is ranked at once, by counting scores in buckets and sorting those in the highest: 40 ms
 * a million rows. All of them are ranked when somebody asks for more, 130 ms.
 */
export class Ranking implements RankedRows {
  readonly length: number;
  /** Lowest and highest score; NaN without rows. */
  readonly lowest: number;
  readonly highest: number;
  private readonly scores: Float64Array;
  private readonly words: Uint32Array;
  /** How many rows have a score in each bucket or a higher one. */
  private readonly atLeast = new Uint32Array((1 << BUCKET_BITS) + 1);
  private readonly head: Uint32Array;
  private whole: Uint32Array | null = null;

  constructor(scores: Float64Array) {
    this.scores = scores;
    this.length = scores.length;
    this.words = new Uint32Array(scores.buffer, scores.byteOffset, scores.length * 2);
    const { atLeast, words } = this;
    for (let i = 1; i < words.length; i += 2) atLeast[bucketOf(words[i])]++;
    for (let bucket = atLeast.length - 2; bucket >= 0; bucket--) atLeast[bucket] += atLeast[bucket + 1];
    this.head = this.rankHead(Math.min(this.length, Math.max(HEAD_LEAST, Math.ceil(this.length * HEAD_SHARE) + 2)));
    this.highest = scores[this.head[0]] ?? Number.NaN;
    let lowest = this.highest;
    for (let row = 0; row < scores.length; row++) if (scores[row] < lowest) lowest = scores[row];
    this.lowest = lowest;
  }

  /** All rows, lent. */
  get all(): Uint32Array {
    this.whole ??= this.head.length === this.length ? this.head : argsort(this.scores, true);
    return this.whole;
  }

  /** Whether the first `count` rows are ranked yet. */
  isRanked(count: number): boolean {
    return count <= this.head.length || this.whole !== null;
  }

  /** As `all`; when they have to be ranked first, `pause` is waited for every few ms. */
  async allInTurns(pause: Pause): Promise<Uint32Array> {
    this.whole ??=
      this.head.length === this.length ? this.head : await argsortInTurns(this.scores, true, undefined, pause);
    return this.whole;
  }

  first(count: number): Uint32Array {
    return (count <= this.head.length ? this.head : this.all).subarray(0, count);
  }

  countAbove(threshold: number): number {
    const { head, scores } = this;
    const isInHead = head.length > 0 && scores[head[head.length - 1]] <= threshold;
    return countWhile(isInHead ? head : this.all, (row) => scores[row] > threshold);
  }

  /** One pass over the scores, which looks closer only where an edge is in the bucket: 10 ms a million rows. */
  countAtLeast(edges: readonly number[]): number[] {
    const { atLeast, scores, words } = this;
    const buckets = edges.map((edge) => bucketOf(highWord(edge)));
    const counts = buckets.map((bucket) => atLeast[bucket + 1]);
    const isNear = new Uint8Array(atLeast.length);
    for (const bucket of buckets) isNear[bucket] = 1;
    for (let row = 0; row < scores.length; row++) {
      const bucket = bucketOf(words[2 * row + 1]);
      if (isNear[bucket] === 0) continue;
      for (let e = buckets.indexOf(bucket); buckets[e] === bucket; e++) if (scores[row] >= edges[e]) counts[e]++;
    }
    return counts;
  }

  /** The highest score below another one; the same when there is none. */
  nextBelow(score: number): number {
    const [count] = this.countAtLeast([score]);
    return count < this.length ? this.scores[this.first(count + 1)[count]] : score;
  }

  /** The score that `share` of the rows lie above: see `upperQuantile`. */
  quantile(share: number): number {
    const n = this.length;
    return upperQuantile(n, (i) => this.scores[this.first(n - i)[n - 1 - i]], share);
  }

  /** Rank of one row, from 1. */
  rankOf(row: number): number {
    const { scores } = this;
    const score = scores[row];
    let before = 0;
    for (let other = 0; other < row; other++) if (scores[other] >= score) before++;
    for (let other = row + 1; other < scores.length; other++) if (scores[other] > score) before++;
    return before + 1;
  }

  /** Rows in the highest buckets that hold `least` of them, ranked. */
  private rankHead(least: number): Uint32Array {
    const { atLeast, words, scores } = this;
    let lowest = (1 << BUCKET_BITS) - 1;
    while (lowest > 0 && atLeast[lowest] < least) lowest--;
    const rows = new Uint32Array(atLeast[lowest]);
    let count = 0;
    for (let row = 0; row < scores.length; row++) if (bucketOf(words[2 * row + 1]) >= lowest) rows[count++] = row;
    return argsort(scores, true, rows);
  }
}

/** Rank of each row, from 1. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) ranks[order[place]] = place + 1;
  return ranks;
}

/** Bucket of a double by its upper word; a higher double has no lower bucket. Minus zero is in that of zero. */
function bucketOf(word: number): number {
  return (word > 0x8000_0000 ? ~word : word | 0x8000_0000) >>> SHIFT;
}

function highWord(value: number): number {
  return new Uint32Array(Float64Array.of(value).buffer)[1];
}

function countWhile(ranked: Uint32Array, isBefore: (row: number) => boolean): number {
  let low = 0;
  let high = ranked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(ranked[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}
