import { type Control, checkpoint } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Table } from '../table/table.ts';
import type { Block, Description, Detector, Explanation } from './detector.ts';

const BLOCK_ROWS = 1024;

/** A detector with what it learned from a table, and the score of every row. */
export interface Scored {
  readonly detector: { readonly id: string; readonly label: string };
  readonly features: FeatureSource;
  readonly scores: Float64Array;
  readonly description: Description;
  readonly explain: (row: number) => Explanation;
  /** See `Detector.project`. */
  readonly project: (block: Block, count: number, component: number, out: Float64Array, at: number) => void;
  readonly milliseconds: { readonly fit: number; readonly score: number };
}

/** Fits the detector on the whole table and scores it. */
export async function detect<Model>(detector: Detector<Model>, table: Table, control: Control): Promise<Scored> {
  const started = performance.now();
  const features = detector.features(table);
  report(control, 0, table.rows);
  const model = await detector.fit(features, control);
  const fitted = performance.now();
  const scores = await scoreAll(detector, model, features, control);
  const scored = performance.now();
  return scoredWith(detector, model, features, scores, { fit: fitted - started, score: scored - fitted });
}

/** What a model says of rows that it has scored. */
export function scoredWith<Model>(
  detector: Detector<Model>,
  model: Model,
  features: FeatureSource,
  scores: Float64Array,
  milliseconds: Scored['milliseconds'],
): Scored {
  const values = (row: number) => Float64Array.from(features.names, (_, feature) => features.at(row, feature));
  return {
    detector: { id: detector.id, label: detector.label },
    features,
    scores,
    description: detector.describe(model),
    explain: (row) => detector.explain(model, values(row)),
    project: (block, count, component, out, at) => detector.project(model, block, count, component, out, at),
    milliseconds,
  };
}

async function scoreAll<Model>(
  detector: Detector<Model>,
  model: Model,
  features: FeatureSource,
  control: Control,
): Promise<Float64Array> {
  const { rows, names } = features;
  const scores = new Float64Array(rows);
  const block = { values: new Float64Array(BLOCK_ROWS * names.length), stride: BLOCK_ROWS };
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - first);
    features.read(first, count, block.values, BLOCK_ROWS, 0);
    detector.score(model, block, count, scores, first);
    if (first % GROUP_ROWS !== 0) continue;
    report(control, first, rows);
    await checkpoint(control.signal);
  }
  return scores;
}

function report(control: Control, done: number, rows: number): void {
  control.report({ phase: 'Scoring', file: '', done, total: rows, unit: 'rows', rows: done });
}
