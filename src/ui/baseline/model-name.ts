import type { BaselineSummary } from '../../worker/api.ts';
import { exportName } from '../export/file-name.ts';

/** `monday.pca-log.oddflow-model.json` for a model of `monday.log`. */
export function modelName({ origin, detector }: Pick<BaselineSummary, 'origin' | 'detector'>): string {
  const read = origin.files.map((path) => ({ path, flows: 1 }));
  return exportName(read, detector.id, 'oddflow-model.json');
}
