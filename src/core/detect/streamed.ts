import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { type Scored, scoredWith } from './detect.ts';
import type { Block, Detector, GroupFit, Streamed } from './detector.ts';
import { type Params, resolveParams } from './params.ts';
import { RowsSample, SAMPLE_BLOCK } from './rows-sample.ts';

/** A detector that is fitted to a stream of rows, in groups of at most 65,536. */
export interface StreamedFit {
  add(group: Table): void;
  /** Scores with the fitted model. Missing settings take their defaults. */
  scorer(control: Control, params?: Params): Promise<StreamedScorer>;
  /** The fitted model and a sample of rows, for comparison with another model. Null for a detector without baselines. */
  readonly learned: (() => Learned) | null;
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

/** Fits a detector to a stream of rows, and keeps a sample of them. */
export function fitStreamed<Model>(detector: Detector<Model>, streamed: Streamed<Model>): StreamedFit {
  let learning: { readonly group: GroupFit<Model>; readonly sample: RowsSample } | null = null;
  return {
    add(table) {
      const features = detector.features(table);
      learning ??= { group: streamed.fit(features.names), sample: new RowsSample(features.names.length) };
      learning.group.add(features);
      learning.sample.add(features);
    },
    async scorer(_control, given = {}) {
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
  return { ...fit, scorer: (control) => fit.scorer(control, params) };
}

function scorerOf<Model>(
  detector: Detector<Model>,
  streamed: Streamed<Model>,
  model: Model,
  params: Params,
  sample: RowsSample,
): StreamedScorer {
  const verification = streamed.verify(model);
  const block = { values: new Float64Array(SAMPLE_BLOCK * sample.features), stride: SAMPLE_BLOCK };
  return {
    score(table, out, at) {
      detector.features(table).read(0, table.rows, block.values, SAMPLE_BLOCK, 0);
      verification.add(block, table.rows);
      detector.score(model, block, table.rows, out, at);
    },
    sampleScores: () => sample.scored(detector, model),
    revised: () => (verification.holds ? null : scorerOf(detector, streamed, verification.model(), params, sample)),
    scored: (rows, scores, milliseconds) =>
      scoredWith(detector, verification.model(), params, detector.features(rows), scores, milliseconds),
  };
}
