import { type Control, checkpoint, turns } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { lentBlock } from '../math/float-kernel.ts';
import type { Table } from '../table/table.ts';
import type { Block, Description, Detector, Explanation } from './detector.ts';
import { keyOf, type Params } from './params.ts';

/** A fitted detector, and the score of every row. */
export interface Scored {
  /** The id contains the settings that differ from the defaults: see `keyOf`. */
  readonly detector: { readonly id: string; readonly label: string; readonly short: string };
  /** Every setting of the detector. */
  readonly params: Params;
  readonly features: FeatureSource;
  readonly scores: Float64Array;
  readonly description: Description;
  readonly explain: (row: number) => Explanation;
  /** See `Detector.project`. */
  readonly project: (block: Block, count: number, component: number, out: Float64Array, at: number) => void;
  /** Further values per flow, as columns for the table. */
  readonly columns?: readonly ScoreColumn[];
  /**
   * Whether all flows of one entity have equal scores. More flows than requested can then share the highest score. All
   * of them are anomalies; PyOD's rule (above the quantile) would flag none.
   */
  readonly sharesScores?: boolean;
  readonly milliseconds: { readonly fit: number; readonly score: number };
}

/** A column that a detector adds to the table. Its name differs from the log's fields. */
export interface ScoreColumn {
  readonly name: string;
  /** Name in the page. */
  readonly label: string;
  /** Its meaning in one sentence. */
  readonly measures: string;
  /** Formula and source, empty if not applicable. */
  readonly formula: string;
  readonly source: string;
  /** The possible words, for columns whose values are indexes into this list. Null for numbers. */
  readonly words: readonly string[] | null;
  /** Value of a row, NaN for no value. About 0.1 µs. */
  readonly at: (row: number) => number;
}

/** Fits a detector to a table and scores every row. Throws `AbortError` when `control` aborts. */
export async function detect<Model>(
  detector: Detector<Model>,
  table: Table,
  control: Control,
  params: Params,
): Promise<Scored> {
  const started = performance.now();
  const features = detector.features(table);
  reportScoring(control, 0, table.rows);
  const model = await detector.fit(features, within(control, 0, 0.5), params);
  const fitted = performance.now();
  const scores = await scoreAll(detector, model, features, within(control, 0.5, 1));
  const scored = performance.now();
  return scoredWith(detector, model, params, features, scores, { fit: fitted - started, score: scored - fitted });
}

/** Scores a table with a fitted model, of this table or of another. */
export async function scoreWith<Model>(
  detector: Detector<Model>,
  model: Model,
  params: Params,
  table: Table,
  control: Control,
): Promise<Scored> {
  const started = performance.now();
  const features = detector.features(table);
  reportScoring(control, 0, table.rows);
  const scores = await scoreAll(detector, model, features, control);
  return scoredWith(detector, model, params, features, scores, { fit: 0, score: performance.now() - started });
}

/** The result for rows that are already scored. */
export function scoredWith<Model>(
  detector: Detector<Model>,
  model: Model,
  params: Params,
  features: FeatureSource,
  scores: Float64Array,
  milliseconds: Scored['milliseconds'],
): Scored {
  const values = (row: number) => Float64Array.from(features.names, (_, feature) => features.at(row, feature));
  return {
    detector: {
      id: keyOf(detector.id, detector.params, params),
      label: detector.label,
      short: detector.short ?? detector.label,
    },
    params,
    features,
    scores,
    description: detector.describe(model),
    explain: (row) => detector.explain(model, values(row)),
    project: (block, count, component, out, at) => detector.project?.(model, block, count, component, out, at),
    milliseconds,
  };
}

/** Reports progress: the number of rows that are done. */
export function reportScoring(control: Control, done: number, rows: number): void {
  control.report({ phase: 'Scoring', file: '', done, total: rows, unit: 'rows', rows: done });
}

async function scoreAll<Model>(
  detector: Detector<Model>,
  model: Model,
  features: FeatureSource,
  control: Control,
): Promise<Float64Array> {
  const { rows, names } = features;
  const scores = new Float64Array(rows);
  const block = blockFor(detector.blockRows, rows, names.length);
  const isDue = turns();
  const { stride } = block;
  for (let first = 0; first < rows; first += stride) {
    if (isDue()) {
      reportScoring(control, first, rows);
      await checkpoint(control.signal);
    }
    const count = Math.min(stride, rows - first);
    features.read(first, count, block.values, stride, 0);
    detector.score(model, block, count, scores, first);
  }
  return scores;
}

function blockFor(blockRows: number | undefined, rows: number, columns: number): Block {
  if (blockRows === undefined) return lentBlock(columns);
  const stride = Math.min(blockRows, rows);
  return { values: new Float64Array(stride * columns), stride };
}

/** A control for one step of a job: its progress covers the fraction `from` to `to` of the whole job. */
export function within({ signal, report }: Control, from: number, to: number): Control {
  return {
    signal,
    report: (progress) => {
      const done = Math.round(from * progress.total + (to - from) * progress.done);
      report({ ...progress, done, rows: progress.unit === 'rows' ? done : progress.rows });
    },
  };
}
