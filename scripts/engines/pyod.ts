import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, pythonWith } from './install.ts';

/** The versions that the goldens were made with. scikit-learn 1.5 chooses other signs (docs/score.md). */
const PACKAGES = ['pyod==3.6.5', 'scikit-learn==1.2.1', 'numpy==1.24.2', 'scipy==1.10.1'];

export interface PyodScores {
  readonly version: string;
  readonly threshold: number;
  readonly scores: readonly number[];
}

/** Fits PyOD's PCA to a log by a Python of its own. */
export function startPyod(): (log: Uint8Array, features: readonly string[]) => PyodScores {
  const python = pythonWith('pyod', PACKAGES);
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-pyod-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return (log, features) => {
    const path = join(folder, 'conn.log');
    writeFileSync(path, log);
    return JSON.parse(must('PyOD', python, [join(import.meta.dirname, 'pyod_scores.py'), path, features.join()]));
  };
}
