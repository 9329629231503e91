import type { Control } from '../control.ts';
import { volume } from '../features/feature-sets.ts';
import type { Table } from '../table/table.ts';
import { detect, type Scored } from './detect.ts';
import { onLogScale } from './log-scale.ts';
import { keyOf, type Params, resolveParams } from './params.ts';
import { pyodPca } from './pyod-pca.ts';

/** PyOD's PCA of the logarithms: a detector of its own, and Volume's share of Combined. */
export const pcaLog = onLogScale(pyodPca(volume), { id: 'pca-log', label: 'PCA (log scale)' });

/** Scores with the usual settings, for as long as somebody else holds them: it costs no memory. */
const known = new WeakMap<Table, WeakRef<Float64Array>>();

/** As `detect`, and the scores with the usual settings are there for `volumeScores`. */
export async function detectPcaLog(table: Table, control: Control, params: Params): Promise<Scored> {
  const scored = await detect(pcaLog, table, control, params);
  const isUsual = keyOf(pcaLog.id, pcaLog.params, params) === pcaLog.id;
  if (isUsual) known.set(table, new WeakRef(scored.scores));
  return scored;
}

/** Its scores with the usual settings; at once when they have been asked for before and are still in use. */
export async function volumeScores(table: Table, control: Control): Promise<Float64Array> {
  const found = known.get(table)?.deref();
  return found ?? (await detectPcaLog(table, control, resolveParams(pcaLog.params, {}))).scores;
}
