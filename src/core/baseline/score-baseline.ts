import type { Control } from '../control.ts';
import { detectByReference } from '../detect/behaviour-entry.ts';
import { type Scored, scoreWith } from '../detect/detect.ts';
import { resolveParams } from '../detect/params.ts';
import { LogError } from '../errors.ts';
import type { Table } from '../table/table.ts';
import { type Baseline, componentsOf, labelOf, memberOf, originName } from './baseline.ts';

/**
 * The scores of a table by a baseline. `key` is the id of these scores in later requests. Throws `LogError` if the table
 * lacks a feature.
 */
export async function scoreBaseline(baseline: Baseline, key: string, table: Table, control: Control): Promise<Scored> {
  fitsTable(baseline, table);
  return { ...(await scoredBy(baseline, table, control)), detector: namesOf(baseline, key) };
}

async function scoredBy(baseline: Baseline, table: Table, control: Control): Promise<Scored> {
  const { behaviour, model } = baseline;
  if (behaviour === null)
    return scoreWith(memberOf(baseline.detector).detector, model, baseline.params, table, control);
  const { detector } = componentsOf(baseline.detector);
  const params = resolveParams(detector.params, {});
  const volume = async () => (await scoreWith(detector, model, params, table, quietly(control))).scores;
  return detectByReference(baseline.detector, behaviour, volume, table, control);
}

/** The id and the labels of the scores by a baseline. */
export function namesOf(baseline: Baseline, key: string): Scored['detector'] {
  const label = baselineLabel(baseline);
  return { id: key, label, short: label };
}

/** `Baseline: PCA (log scale), office-monday.log`. */
export function baselineLabel({ detector, origin }: Pick<Baseline, 'detector' | 'origin'>): string {
  return `Baseline: ${labelOf(detector)}, ${originName(origin)}`;
}

/** Throws `LogError` when the table lacks a feature of the baseline. */
export function fitsTable({ detector: id, model, behaviour }: Baseline, table: Table): void {
  const { detector } = componentsOf(id);
  const lacking = behaviour === null ? [] : ['id.orig_h', 'id.resp_h'].filter((name) => !table.columns.has(name));
  if (detector.canScore(table) && lacking.length === 0) return;
  const numbers = model.names.filter((name) => table.columns.get(name)?.kind !== 'number');
  throw new LogError('baseline-misfit', { detector: labelOf(id), fields: [...numbers, ...lacking].join(', ') });
}

/** The same signal without progress reports, for the shorter of two steps. */
function quietly({ signal }: Control): Control {
  return { signal, report: () => {} };
}
