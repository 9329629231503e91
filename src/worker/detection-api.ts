import type { Description } from '../core/detect/detector.ts';
import type { Params } from '../core/detect/params.ts';
import type { Note } from '../core/report.ts';
import type { Field } from '../core/schema/field.ts';
import type { NoisePreset } from '../core/schema/noise.ts';
import type { BaselineSummary } from './baseline-api.ts';

/** The result of one detector without the scores. */
export interface Detection {
  /** Key of these results in other questions: the detector's id, with the settings that differ from the defaults. */
  readonly detector: string;
  /** As in `Run.detectors`. */
  readonly id: string;
  readonly label: string;
  /** Short form of the label. */
  readonly short: string;
  /** The baseline that was scored with, null for the run's own model. */
  readonly baseline: BaselineSummary | null;
  /** A value for every setting. */
  readonly params: Params;
  readonly scoreMin: number;
  readonly scoreMax: number;
  readonly notes: readonly Note[];
  /** Axes of the density map: features by field name, then components. */
  readonly axes: readonly AxisChoice[];
  readonly transform: Description['transform'];
  readonly scoreScale: Description['scoreScale'];
  readonly typical: Description['typical'];
  readonly features: Description['features'];
  readonly components: Description['components'];
  /** Columns that the detector adds. Their names work as cells and sort keys. */
  readonly columns: readonly AddedColumn[];
  readonly milliseconds: { readonly fit: number; readonly score: number; readonly rank: number };
}

/** One of the run's results in the list of results. */
export interface ResultSummary extends Pick<Detection, 'detector' | 'id' | 'label' | 'params'> {
  readonly threshold: number;
  readonly anomalies: number;
}

/** A noise preset with its number of flows. */
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
/** An axis of the density map with its label. */
export interface AxisChoice {
  readonly id: string;
  readonly label: string;
  readonly unit: Field['unit'];
  readonly kind: 'feature' | 'component';
}

/** Labels that make a flow positive, and labels that exclude it. All other flows are negative. Empty text is unset. */
export interface EvaluationQuery {
  readonly field: string;
  readonly positive: readonly string[];
  readonly leftOut: readonly string[];
}
