import type { Control } from '../control.ts';
import { featureSets, volume } from '../features/feature-sets.ts';
import type { Table } from '../table/table.ts';
import { behaviour, combined } from './behaviour-entry.ts';
import { copod } from './copod.ts';
import { detect, type Scored } from './detect.ts';
import type { Detector } from './detector.ts';
import { ecod } from './ecod.ts';
import { fitOnSample, type SharedSamples } from './fit-on-sample.ts';
import { hbos } from './hbos.ts';
import { isolationForest } from './isolation-forest.ts';
import { knn } from './knn.ts';
import { lof } from './lof.ts';
import { type Param, type Params, resolveParams } from './params.ts';
import { logHotelling, logSpe } from './pca-family.ts';
import { detectPcaLog, pcaLog } from './pca-log.ts';
import { pyodPca } from './pyod-pca.ts';
import { fitStreamed, type StreamedFit } from './streamed.ts';

/** A detector without its model type, so that all detectors fit into one list. */
export interface DetectorEntry {
  readonly id: string;
  /** Name on every surface and in exports. */
  readonly label: string;
  /** Short form for the bar and column headers. */
  readonly short: string;
  readonly params: readonly Param[];
  readonly canScore: (table: Table) => boolean;
  /** Throws `LogError` for unknown settings. */
  readonly detect: (table: Table, control: Control, params?: Params) => Promise<Scored>;
  /** Scoring of a streamed log. Null if the detector cannot. */
  readonly fitStreamed: ((samples: SharedSamples) => StreamedFit) | null;
}

/** All detectors. The first is the default. */
export const detectors: readonly DetectorEntry[] = [
  ...featureSets.map((set) => entry(pyodPca(set))),
  entry(pcaLog, detectPcaLog),
  behaviour,
  combined,
  entry(logHotelling),
  entry(logSpe),
  entry(ecod(volume)),
  entry(copod(volume)),
  entry(hbos(volume)),
  entry(knn(volume)),
  entry(lof(volume)),
  entry(isolationForest(volume)),
];

/** A detector as an entry of the list. */
export function entry<Model>(
  detector: Detector<Model>,
  run = (table: Table, control: Control, params: Params) => detect(detector, table, control, params),
): DetectorEntry {
  const { id, label, short = label, params, canScore, streamed } = detector;
  return {
    id,
    label,
    short,
    params,
    canScore,
    detect: async (table, control, given = {}) => run(table, control, resolveParams(params, given)),
    fitStreamed: (samples) =>
      streamed === undefined ? fitOnSample(detector, samples) : fitStreamed(detector, streamed),
  };
}
