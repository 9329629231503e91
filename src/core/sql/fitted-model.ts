import { type Baseline, memberOf } from '../baseline/baseline.ts';
import { scoreBaseline } from '../baseline/score-baseline.ts';
import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { sampleFlows } from './sample-flows.ts';
import type { ScoredFlow, ScoringModel } from './scoring-model.ts';

/** What a script names and counts by. */
type Named = Pick<ScoringModel, 'name' | 'threshold'>;

/** A baseline with flows of a table for its self-test: usually the table that it was fitted on. */
export async function modelWithFlows(
  baseline: Baseline,
  { name, threshold }: Named,
  table: Table,
  control: Control,
): Promise<ScoringModel> {
  const { detector } = memberOf(baseline.detector);
  const { scores } = await scoreBaseline(baseline, 'sql', table, control);
  return { baseline, name, threshold, samples: sampleFlows(detector.features(table), scores) };
}

/** A baseline without a log: its self-test has flows at the sides and corners of its box, and one without values. */
export function modelWithoutFlows(baseline: Baseline, { name, threshold }: Named): ScoringModel {
  const { box } = baseline;
  const middle = box.map(({ low, high }) => (low + high) / 2);
  const sides = box.flatMap(({ low, high }, f) => [middle.with(f, low), middle.with(f, high)]);
  const flows = [middle, box.map(({ low }) => low), box.map(({ high }) => high), ...sides];
  const samples = [...flows, box.map(() => null)].map((values) => ({ values, score: scoreOf(baseline, values) }));
  return { baseline, name, threshold, samples };
}

function scoreOf({ detector: id, model }: Baseline, values: ScoredFlow['values']): number {
  const { detector } = memberOf(id);
  const out = new Float64Array(1);
  detector.score(model, { values: Float64Array.from(values, (value) => value ?? 0), stride: 1 }, 1, out, 0);
  return out[0];
}
