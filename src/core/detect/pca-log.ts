import type { Control } from '../control.ts';
import { volume } from '../features/feature-sets.ts';
import type { Table } from '../table/table.ts';
import { detect, type Scored } from './detect.ts';
import { onLogScale } from './log-scale.ts';
import { keyOf, type Params, resolveParams } from './params.ts';
import { pyodPca } from './pyod-pca.ts';

/** Name of the indicator in Combined and in findings that uses the scores of `pcaLog`. */
export const VOLUME = 'Volume';

/** PyOD's PCA on the logarithms. A detector of its own, and the indicator Volume in Combined. */
export const pcaLog = onLogScale(pyodPca(volume), {
  id: 'pca-log',
  label: 'PCA (log scale)',
  short: 'PCA (log scale)',
});

/** Cache of the scores with default settings. Weak: it keeps no memory alive. */
const known = new WeakMap<Table, WeakRef<Float64Array>>();

/** The same as `detect`. Caches the scores with default settings for `volumeScores`. */
export async function detectPcaLog(table: Table, control: Control, params: Params): Promise<Scored> {
  const scored = await detect(pcaLog, table, control, params);
  const isUsual = keyOf(pcaLog.id, pcaLog.params, params) === pcaLog.id;
  if (isUsual) known.set(table, new WeakRef(scored.scores));
  return scored;
}

/** The scores with default settings, from the cache if possible. */
export async function volumeScores(table: Table, control: Control): Promise<Float64Array> {
  const found = known.get(table)?.deref();
  return found ?? (await detectPcaLog(table, control, resolveParams(pcaLog.params, {}))).scores;
}
