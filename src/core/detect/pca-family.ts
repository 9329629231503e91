import { featureSets, volume } from '../features/feature-sets.ts';
import { type Choose, type ComponentDetector, type ComponentModel, streamedComponents } from './component-detector.ts';
import type { Detector, Streamed } from './detector.ts';
import { hotelling } from './hotelling.ts';
import { onLogScale, streamedOnLogScale } from './log-scale.ts';
import { pcaLog } from './pca-log.ts';
import { pyodPca } from './pyod-pca.ts';
import { spe } from './spe.ts';

export const logHotelling = onLogScale(hotelling(volume));
export const logSpe = onLogScale(spe(volume));

/** A detector whose model is principal components, and what it takes to fit one to rows that pass by. */
export interface FamilyMember {
  readonly detector: Detector<ComponentModel>;
  /** What it reads, in its order. */
  readonly fields: readonly string[];
  readonly streamed: Streamed<ComponentModel>;
  /** Which components a model is scored by. */
  readonly choose: Choose;
}

/** Every detector whose model can be saved, and score another log than its own. */
export const pcaFamily: readonly FamilyMember[] = [
  ...featureSets.map((set) => asItIs(pyodPca(set), set.fields)),
  onLogs(pcaLog, pyodPca(volume)),
  onLogs(logHotelling, hotelling(volume)),
  onLogs(logSpe, spe(volume)),
];

function asItIs(detector: ComponentDetector, fields: readonly string[]): FamilyMember {
  return { detector, fields, streamed: streamedComponents(detector.choose), choose: detector.choose };
}

function onLogs(detector: Detector<ComponentModel>, { choose }: ComponentDetector): FamilyMember {
  const { fields } = volume;
  return { detector, fields, streamed: streamedOnLogScale(streamedComponents(choose)), choose };
}
