import { countWhile } from '../math/count-while.ts';

/** Buckets by the upper bits of a double: sign, exponent and six bits of its fraction, so 1.6 % wide. */
const BUCKET_BITS = 18;
const SHIFT = 32 - BUCKET_BITS;
/** Times as many rows as are wanted, from which on it is worth a closer look. */
const MOST_SURPLUS = 4;

/** Numbers by their place. */
interface Ascending {
  readonly length: number;
  readonly at: (place: number) => number;
}

/**
 * Scores counted in buckets, so that a threshold, or how many lie above one, is found without sorting all of them: what lies
 * in one bucket is looked at when it is asked about. 5 ms a million scores to count, 2 ms for each look.
 */
export class ScoreBuckets {
  /** NaN without scores. */
  readonly lowest: number;
  readonly highest: number;
  private readonly scores: Float64Array;
  private readonly words: Uint32Array;
  /** How many scores are in each bucket or a higher one. */
  private readonly atLeast = new Uint32Array((1 << BUCKET_BITS) + 1);
  /** Scores of the bucket that was looked at last, ascending. */
  private lookedAt: { readonly bucket: number; readonly sorted: Ascending } | null = null;

  constructor(scores: Float64Array) {
    this.scores = scores;
    this.words = new Uint32Array(scores.buffer, scores.byteOffset, scores.length * 2);
    const { atLeast, words } = this;
    let [lowest, highest] = [scores[0] ?? Number.NaN, scores[0] ?? Number.NaN];
    for (let row = 0; row < scores.length; row++) {
      const score = scores[row];
      if (score < lowest) lowest = score;
      if (score > highest) highest = score;
      atLeast[bucketOf(words[2 * row + 1])]++;
    }
    for (let bucket = atLeast.length - 2; bucket >= 0; bucket--) atLeast[bucket] += atLeast[bucket + 1];
    this.lowest = lowest;
    this.highest = highest;
  }

  /** The score with `above` others before it, from the highest down. */
  scoreAt(above: number): number {
    let [bucket, beyond] = [0, 1 << BUCKET_BITS];
    while (beyond - bucket > 1) {
      const middle = (bucket + beyond) >>> 1;
      if (this.atLeast[middle] > above) bucket = middle;
      else beyond = middle;
    }
    return this.sorted(bucket).at(this.atLeast[bucket] - above - 1) + 0; // no minus zero
  }

  countAbove(threshold: number): number {
    return this.countWhere(threshold, (score) => score > threshold);
  }

  /** How many are at least as high as a score. */
  countFrom(score: number): number {
    return this.countWhere(score, (other) => other >= score);
  }

  /** How many are at least as high as each edge; edges ascend. One pass, which looks closer where an edge is in the bucket. */
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

  /** At least the `least` highest rows, in row order: those of the highest buckets, unless many more are in the last of them. */
  highestRows(least: number): Uint32Array {
    const { atLeast, words, scores } = this;
    let bucket = (1 << BUCKET_BITS) - 1;
    while (bucket > 0 && atLeast[bucket] < least) bucket--;
    if (atLeast[bucket] > MOST_SURPLUS * least) return this.justHighestRows(least);
    const rows = new Uint32Array(atLeast[bucket]);
    let count = 0;
    for (let row = 0; row < scores.length; row++) if (bucketOf(words[2 * row + 1]) >= bucket) rows[count++] = row;
    return rows;
  }

  /** The `count` highest rows, of equal scores the first rows. */
  private justHighestRows(count: number): Uint32Array {
    const { scores } = this;
    const rows = new Uint32Array(count);
    const last = this.scoreAt(count - 1);
    let equal = count - this.countAbove(last);
    let found = 0;
    for (let row = 0; found < count && row < scores.length; row++) {
      const score = scores[row];
      if (score > last || (score === last && equal-- > 0)) rows[found++] = row;
    }
    return rows;
  }

  private countWhere(score: number, isIn: (other: number) => boolean): number {
    const bucket = bucketOf(highWord(score));
    const sorted = this.sorted(bucket);
    return this.atLeast[bucket + 1] + sorted.length - countWhile(sorted.length, (i) => !isIn(sorted.at(i)));
  }

  /** Scores of a bucket, ascending. One that has a single score, as all of a degenerate log have, takes no memory. */
  private sorted(bucket: number): Ascending {
    if (this.lookedAt?.bucket !== bucket) this.lookedAt = { bucket, sorted: this.sort(bucket) };
    return this.lookedAt.sorted;
  }

  private sort(bucket: number): Ascending {
    const { atLeast, words, scores } = this;
    const length = atLeast[bucket] - atLeast[bucket + 1];
    let row = 0;
    let count = 0;
    let score = Number.NaN;
    for (; count < length; row++) {
      if (bucketOf(words[2 * row + 1]) !== bucket) continue;
      if (count > 0 && scores[row] !== score) break;
      score = scores[row];
      count++;
    }
    if (count === length) return { length, at: () => score };
    const sorted = new Float64Array(length).fill(score, 0, count);
    for (; count < length; row++) if (bucketOf(words[2 * row + 1]) === bucket) sorted[count++] = scores[row];
    sorted.sort();
    return { length, at: (place) => sorted[place] };
  }
}

/** Bucket of a double by its upper word; a higher double has no lower bucket. Minus zero is in that of zero. */
function bucketOf(word: number): number {
  return (word > 0x8000_0000 ? ~word : word | 0x8000_0000) >>> SHIFT;
}

function highWord(value: number): number {
  return new Uint32Array(Float64Array.of(value).buffer)[1];
}
