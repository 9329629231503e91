import { createRandom, type Random } from '../math/random.ts';
import type { Table } from '../table/table.ts';
import { type Scored, scoredWith } from './detect.ts';
import type { Block, Detector, GroupFit, Streamed } from './detector.ts';
import { type Params, resolveParams } from './params.ts';

/** A detector that learns from rows as they pass by, a group of at most 65,536 at a time. */
export interface StreamedFit {
  add(group: Table): void;
  /** Scores with what was learned; settings that are not given are as by default. */
  scorer(params?: Params): StreamedScorer;
  /** What was learned, and the rows of the sample: enough to compare the log with another's model. */
  learned(): Learned;
}

export interface Learned {
  /** By default settings; its signs may still have to be revised. */
  readonly model: unknown;
  /** Raw features. */
  readonly sample: Block;
  readonly sampled: number;
}

/** Scores rows as they pass by once more, in the same order. */
export interface StreamedScorer {
  /** Writes the scores of a table of at most 1,024 rows to `out[at..]`. */
  score(rows: Table, out: Float64Array, at: number): void;
  /** Scores of the first pass' sample, in no order. */
  sampleScores(): Float64Array;
  /** Null when the scores stand; else who has to score all rows once more, which happens when two rows nearly decide a sign. */
  revised(): StreamedScorer | null;
  /** What the model says of some of the rows. */
  scored(rows: Table, scores: Float64Array, milliseconds: Scored['milliseconds']): Scored;
}

const BLOCK_ROWS = 1024;
/** Of the sample. */
const ROWS = 1 << 17;

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

/** The same fit, which scores by other settings than the default ones. */
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
