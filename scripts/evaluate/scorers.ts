import { scoreBehaviour } from '../../src/core/behaviour/behaviour.ts';
import { combine } from '../../src/core/behaviour/combined.ts';
import { entityLines } from '../../src/core/behaviour/entity-lines.ts';
import { logScalePca } from '../../src/core/behaviour/log-scale.ts';
import type { Control } from '../../src/core/control.ts';
import { detect } from '../../src/core/detect/detect.ts';
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
  const raw = await detect(pyodPca(featureSets[0]), table, quiet);
  const log = await detect(logScalePca(featureSets[0]), table, quiet);
  const combined = await combine(behaviour.scores, log.scores, quiet);
  const lines = await entityLines(behaviour, quiet);
  return { scores: [behaviour.scores, combined.scores, raw.scores, log.scores], lines: lines.map(({ row }) => row) };
}
