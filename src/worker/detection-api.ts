import type { Description } from '../core/detect/detector.ts';
import type { Params } from '../core/detect/params.ts';
import type { Note } from '../core/report.ts';
import type { Field } from '../core/schema/field.ts';
import type { NoisePreset } from '../core/schema/noise.ts';
import type { BaselineSummary } from './baseline-api.ts';

/** What one detector found, without the scores themselves. */
export interface Detection {
  /** Name of these results in other questions: the detector's id, with the settings in it that are not as by default. */
  readonly detector: string;
  /** As in `Run.detectors`. */
  readonly id: string;
  readonly label: string;
  /** The model that was scored by when it is not the run's own. */
  readonly baseline: BaselineSummary | null;
  /** Every setting of the detector. */
  readonly params: Params;
  readonly scoreMin: number;
  readonly scoreMax: number;
  readonly notes: readonly Note[];
  /** What a density map can show: features under their field's name, then components. */
  readonly axes: readonly AxisChoice[];
  readonly transform: Description['transform'];
  readonly scoreScale: Description['scoreScale'];
  readonly typical: Description['typical'];
  readonly features: Description['features'];
  readonly components: Description['components'];
  /** What it adds to the log's own fields: a name here can be asked for as a cell, and sorted by. */
  readonly columns: readonly AddedColumn[];
  readonly milliseconds: { readonly fit: number; readonly score: number; readonly rank: number };
}

/** One of several results of a run, to tell them apart by. */
export interface ResultSummary extends Pick<Detection, 'detector' | 'id' | 'label' | 'params'> {
  readonly threshold: number;
  readonly anomalies: number;
}

export interface NoiseCount {
  readonly preset: NoisePreset;
  readonly flows: number;
}

/** See `ScoreColumn`. */
export interface AddedColumn {
  readonly name: string;
  readonly label: string;
  readonly measures: string;
  readonly formula: string;
  readonly source: string;
  readonly isNumber: boolean;
}
export interface AxisChoice {
  readonly id: string;
  readonly label: string;
  readonly unit: Field['unit'];
  readonly kind: 'feature' | 'component';
}

/** Which labels make a flow positive, and which leave it out; the others make it negative. Empty text is unset. */
export interface EvaluationQuery {
  readonly field: string;
  readonly positive: readonly string[];
  readonly leftOut: readonly string[];
}
