import { createRandom, type Random } from '../math/random.ts';
import type { Table } from '../table/table.ts';
import { type Scored, scoredWith } from './detect.ts';
import type { Block, Detector, GroupFit, Streamed } from './detector.ts';
import { type Params, resolveParams } from './params.ts';

/** A detector that is fitted to a stream of rows, in groups of at most 65,536. */
export interface StreamedFit {
  add(group: Table): void;
  /** Scores with the fitted model. Missing settings take their defaults. */
  scorer(params?: Params): StreamedScorer;
  /** The fitted model and a sample of rows, for comparison with another model. */
  learned(): Learned;
}

export interface Learned {
  /** With default settings. Its signs may still change. */
  readonly model: unknown;
  /** Raw features. */
  readonly sample: Block;
  readonly sampled: number;
}

/** Scores the rows in a second pass, in the same order. */
export interface StreamedScorer {
  /** Writes the scores of a table of at most 1,024 rows to `out[at..]`. */
  score(rows: Table, out: Float64Array, at: number): void;
  /** Scores of the sample of the first pass, in no order. */
  sampleScores(): Float64Array;
  /**
   * Null if the scores are right. Otherwise a scorer for a third pass over all rows, needed when a sign is nearly a tie
   * between two rows.
   */
  revised(): StreamedScorer | null;
  /** The result for a table of some of the rows. */
  scored(rows: Table, scores: Float64Array, milliseconds: Scored['milliseconds']): Scored;
}

const BLOCK_ROWS = 1024;
/** Rows of the sample. */
const ROWS = 1 << 17;

/** Fits a detector to a stream of rows, and keeps a sample of them. */
export function fitStreamed<Model>(detector: Detector<Model>, streamed: Streamed<Model>): StreamedFit {
  let learning: { readonly group: GroupFit<Model>; readonly sample: Sample } | null = null;
  return {
    add(table) {
      const features = detector.features(table);
      learning ??= { group: streamed.fit(features.names), sample: new Sample(features.names.length) };
      learning.group.add(features);
      const block = { values: new Float64Array(BLOCK_ROWS * features.names.length), stride: BLOCK_ROWS };
      for (let first = 0; first < table.rows; first += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, table.rows - first);
        features.read(first, count, block.values, BLOCK_ROWS, 0);
        learning.sample.add(block, count);
      }
    },
    scorer(given = {}) {
      if (learning === null) throw new Error('nothing to learn from');
      const params = resolveParams(detector.params, given);
      return scorerOf(detector, streamed, learning.group.model(params), params, learning.sample);
    },
    learned() {
      if (learning === null) throw new Error('nothing to learn from');
      const model = learning.group.model(resolveParams(detector.params, {}));
      return { model, sample: learning.sample.block, sampled: learning.sample.count };
    },
  };
}

/** The same fit with other settings for scoring. */
export function withParams(fit: StreamedFit, params: Params): StreamedFit {
  return { ...fit, scorer: () => fit.scorer(params) };
}

function scorerOf<Model>(
  detector: Detector<Model>,
  streamed: Streamed<Model>,
  model: Model,
  params: Params,
  sample: Sample,
): StreamedScorer {
  const verification = streamed.verify(model);
  const block = { values: new Float64Array(BLOCK_ROWS * sample.features), stride: BLOCK_ROWS };
  return {
    score(table, out, at) {
      detector.features(table).read(0, table.rows, block.values, BLOCK_ROWS, 0);
      verification.add(block, table.rows);
      detector.score(model, block, table.rows, out, at);
    },
    sampleScores: () => sample.scored(detector, model),
    revised: () => (verification.holds ? null : scorerOf(detector, streamed, verification.model(), params, sample)),
    scored: (rows, scores, milliseconds) =>
      scoredWith(detector, verification.model(), params, detector.features(rows), scores, milliseconds),
  };
}

/** A seeded uniform sample of all rows (Vitter 1985, algorithm R). */
class Sample {
  readonly features: number;
  private readonly random: Random = createRandom(1);
  private readonly values: Float64Array;
  private seen = 0;

  constructor(features: number) {
    this.features = features;
    this.values = new Float64Array(ROWS * features);
  }

  add(block: Block, count: number): void {
    for (let i = 0; i < count; i++) {
      const place = this.seen < ROWS ? this.seen : Math.floor(this.random.uniform() * (this.seen + 1));
      this.seen++;
      if (place >= ROWS) continue;
      for (let f = 0; f < this.features; f++) this.values[f * ROWS + place] = block.values[f * block.stride + i];
    }
  }

  get block(): Block {
    return { values: this.values, stride: ROWS };
  }

  get count(): number {
    return Math.min(ROWS, this.seen);
  }

  scored<Model>(detector: Detector<Model>, model: Model): Float64Array {
    const scores = new Float64Array(this.count);
    detector.score(model, this.block, scores.length, scores, 0);
    return scores;
  }
}
