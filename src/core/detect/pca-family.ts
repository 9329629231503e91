import { featureSets, volume } from '../features/feature-sets.ts';
import { type Choose, type ComponentDetector, type ComponentModel, streamedComponents } from './component-detector.ts';
import type { Detector, Streamed } from './detector.ts';
import { hotelling } from './hotelling.ts';
import { onLogScale, streamedOnLogScale } from './log-scale.ts';
import { pcaLog } from './pca-log.ts';
import { pyodPca } from './pyod-pca.ts';
import { spe } from './spe.ts';

/** Hotelling's T² of the logarithms, and SPE of the logarithms. */
export const logHotelling = onLogScale(hotelling(volume));
export const logSpe = onLogScale(spe(volume));

/** A detector based on principal components, with its parts for fitting streamed rows. */
export interface FamilyMember {
  readonly detector: Detector<ComponentModel>;
  /** The features it reads, in order. */
  readonly fields: readonly string[];
  readonly streamed: Streamed<ComponentModel>;
  /** Chooses the scored components. */
  readonly choose: Choose;
  /** The scale of the fitted values: the feature itself, or ln(1 + value). */
  readonly scale: 'none' | 'log';
  /** Whether scores depend on the signs of the components. */
  readonly hasSigns: boolean;
}

/** The detectors whose model can be saved and applied to another log. */
export const pcaFamily: readonly FamilyMember[] = [
  ...featureSets.map((set) => asItIs(pyodPca(set), set.fields)),
  { ...onLogs(pcaLog, pyodPca(volume)), hasSigns: true },
  { ...onLogs(logHotelling, hotelling(volume)), hasSigns: false },
  { ...onLogs(logSpe, spe(volume)), hasSigns: false },
];

function asItIs(detector: ComponentDetector, fields: readonly string[]): FamilyMember {
  const { choose } = detector;
  return { detector, fields, streamed: streamedComponents(choose), choose, scale: 'none', hasSigns: true };
}

function onLogs(detector: Detector<ComponentModel>, { choose }: ComponentDetector): Omit<FamilyMember, 'hasSigns'> {
  const { fields } = volume;
  return { detector, fields, streamed: streamedOnLogScale(streamedComponents(choose)), choose, scale: 'log' };
}
