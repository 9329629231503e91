import type { Control } from '../control.ts';
import { type Scored, scoreWith } from '../detect/detect.ts';
import { LogError } from '../errors.ts';
import type { Table } from '../table/table.ts';
import { type Baseline, memberOf, originName } from './baseline.ts';

/** The scores of a table by a baseline; `key` is what they are called in other questions. */
export async function scoreBaseline(baseline: Baseline, key: string, table: Table, control: Control): Promise<Scored> {
  const { detector } = memberOf(baseline.detector);
  fitsTable(baseline, table);
  const scored = await scoreWith(detector, baseline.model, baseline.params, table, control);
  return { ...scored, detector: namesOf(baseline, key) };
}

/** What the scores by a baseline are called. */
export function namesOf(baseline: Baseline, key: string): Scored['detector'] {
  const label = baselineLabel(baseline);
  return { id: key, label, short: label };
}

/** `Baseline: PCA (log scale), office-monday.log`. */
export function baselineLabel({ detector, origin }: Pick<Baseline, 'detector' | 'origin'>): string {
  return `Baseline: ${memberOf(detector).detector.label}, ${originName(origin)}`;
}

/** Throws `LogError` when the table lacks a feature of the baseline. */
export function fitsTable({ detector: id, model }: Baseline, table: Table): void {
  const { detector } = memberOf(id);
  if (detector.canScore(table)) return;
  const fields = model.names.filter((name) => table.columns.get(name)?.kind !== 'number').join(', ');
  throw new LogError('baseline-misfit', { detector: detector.label, fields });
}
