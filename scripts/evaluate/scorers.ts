import { pairsOf, scoreBehaviour } from '../../src/core/behaviour/behaviour.ts';
import { combine } from '../../src/core/behaviour/combined.ts';
import { entityLines } from '../../src/core/behaviour/entity-lines.ts';
import type { Control } from '../../src/core/control.ts';
import { detect } from '../../src/core/detect/detect.ts';
import { onLogScale } from '../../src/core/detect/log-scale.ts';
import { resolveParams } from '../../src/core/detect/params.ts';
import { pyodPca } from '../../src/core/detect/pyod-pca.ts';
import { featureSets } from '../../src/core/features/feature-sets.ts';
import type { Table } from '../../src/core/table/table.ts';

export const scorerNames = ['Behaviour', 'Combined', 'PCA (PyOD-compatible)', 'PCA (log scale)'] as const;

export interface Scored {
  /** One a scorer, in the order of their names. */
  readonly scores: readonly Float64Array[];
  /** Best row of each entity by Behaviour, strongest first. */
  readonly lines: readonly number[];
}

const quiet: Control = { signal: new AbortController().signal, report: () => {} };

/** Scores a table with everything that is compared. */
export async function scoreAll(table: Table): Promise<Scored> {
  const behaviour = await scoreBehaviour(table, quiet);
  const pca = pyodPca(featureSets[0]);
  const defaults = resolveParams(pca.params, {});
  const raw = await detect(pca, table, quiet, defaults);
  const log = await detect(onLogScale(pca), table, quiet, defaults);
  const combined = await combine(behaviour.scores, log.scores, pairsOf(behaviour), quiet);
  const lines = await entityLines(behaviour, quiet);
  return { scores: [behaviour.scores, combined.scores, raw.scores, log.scores], lines: lines.map(({ row }) => row) };
}
