import type { FeatureSource } from '../features/feature-source.ts';
import { createRandom, type Random } from '../math/random.ts';
import type { Block, Detector } from './detector.ts';

/** Rows that are read at once. */
export const SAMPLE_BLOCK = 1024;
/** Rows of a sample. */
const ROWS = 1 << 17;

/** A seeded uniform sample of all rows (Vitter 1985, algorithm R). */
export class RowsSample {
  readonly features: number;
  private readonly random: Random = createRandom(1);
  private readonly values: Float64Array;
  private readonly passing: Block;
  private lastAdded: FeatureSource | null = null;
  private drawnFrom = 0;

  constructor(features: number) {
    this.features = features;
    this.values = new Float64Array(ROWS * features);
    this.passing = { values: new Float64Array(SAMPLE_BLOCK * features), stride: SAMPLE_BLOCK };
  }

  /** Draws from the next rows. The same features twice in a row count once. */
  add(features: FeatureSource): void {
    if (features === this.lastAdded) return;
    this.lastAdded = features;
    const { passing } = this;
    for (let first = 0; first < features.rows; first += SAMPLE_BLOCK) {
      const count = Math.min(SAMPLE_BLOCK, features.rows - first);
      features.read(first, count, passing.values, SAMPLE_BLOCK, 0);
      this.draw(passing, count);
    }
  }

  private draw(block: Block, count: number): void {
    for (let i = 0; i < count; i++) {
      const place = this.drawnFrom < ROWS ? this.drawnFrom : Math.floor(this.random.uniform() * (this.drawnFrom + 1));
      this.drawnFrom++;
      if (place >= ROWS) continue;
      for (let f = 0; f < this.features; f++) this.values[f * ROWS + place] = block.values[f * block.stride + i];
    }
  }

  /** The drawn rows: the first `count` of the block. */
  get block(): Block {
    return { values: this.values, stride: ROWS };
  }

  get count(): number {
    return Math.min(ROWS, this.drawnFrom);
  }

  /** Rows that it was drawn from. */
  get seen(): number {
    return this.drawnFrom;
  }

  /** The scores of the drawn rows. */
  scored<Model>(detector: Detector<Model>, model: Model): Float64Array {
    const scores = new Float64Array(this.count);
    detector.score(model, this.block, scores.length, scores, 0);
    return scores;
  }
}
