import type { Step } from '../behaviour/steps.ts';
import type { Control } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import type { Note } from '../report.ts';
import type { Table } from '../table/table.ts';
import type { Param, Params } from './params.ts';

/**
 * A method to score flows; higher scores are more anomalous. Thresholds, ranks and labels are computed elsewhere. To
 * add one: a file, and its entry in `index.ts`. The contract test then covers it.
 */
export interface Detector<Model = unknown> {
  readonly id: string;
  /** Name on every surface and in exports. */
  readonly label: string;
  /** Short form for the bar and column headers. Absent if it is the label. */
  readonly short?: string;
  /** The settings. `fit` receives a value for each. */
  readonly params: readonly Param[];
  /** Whether the table has the fields that the detector reads. */
  readonly canScore: (table: Table) => boolean;
  readonly features: (table: Table) => FeatureSource;
  /** Preferred rows per block: a power of two up to 65,536, default 1,024. */
  readonly blockRows?: number;
  /** Fits the model to all rows. The model is plain data. Long loops yield about every 8 ms (`turns`). */
  readonly fit: (features: FeatureSource, control: Control, params: Params) => Promise<Model>;
  /** Writes the scores of the first `count` rows of `block` to `out[at..]`. Equal rows get equal bits. */
  readonly score: (model: Model, block: Block, count: number, out: Float64Array, at: number) => void;
  readonly explain: (model: Model, values: Float64Array) => Explanation;
  /**
   * Writes the projections of the first `count` rows of `block` on one component to `out[at..]`. Only for detectors
   * with components.
   */
  readonly project?: (
    model: Model,
    block: Block,
    count: number,
    component: number,
    out: Float64Array,
    at: number,
  ) => void;
  readonly describe: (model: Model) => Description;
  /** Fitting for streamed logs. Absent for detectors that need all rows at once. */
  readonly streamed?: Streamed<Model>;
}

/** Fitting and scoring of streamed rows. */
export interface Streamed<Model> {
  readonly fit: (names: readonly string[]) => GroupFit<Model>;
  /** Checks a model during scoring. It sees all rows and decides whether the model is right. */
  readonly verify: (model: Model) => Verification<Model>;
}

/** A fit to a stream of groups of rows. */
export interface GroupFit<Model> {
  /** Adds the next group of 65,536 rows. The last group may be shorter. */
  add(features: FeatureSource): void;
  /** The model of the rows so far, as exact as one pass allows. */
  model(params: Params): Model;
}

/** The check of a streamed model. `add` receives the first `count` rows of each block, in row order. */
export interface Verification<Model> {
  add(block: Block, count: number): void;
  /** Whether the model is right. If not, all rows have to be scored again. */
  readonly holds: boolean;
  /** The right model. */
  model(): Model;
}

/** Raw features of a block of rows, column-major: feature f of row i is `values[f * stride + i]`. */
export interface Block {
  readonly values: Float64Array;
  readonly stride: number;
}

/** Why a row has its score. */
export interface Explanation {
  readonly score: number;
  /**
   * The meaning of `parts`. `exact`: contributions that sum to the score. `replaced`: the decrease of the score when
   * this feature alone is set to its `typical` value; these need not sum to the score, since features interact.
   * `reasons`: no parts, the score is not computed from features.
   */
  readonly kind: 'exact' | 'replaced' | 'reasons';
  /** One number per feature, negative if the feature lowers the score. */
  readonly parts: readonly number[];
  /** One number per component, summing to the score. Empty if the score does not decompose. */
  readonly terms: readonly {
    readonly component: string;
    readonly ratio: number;
    readonly distance: number;
    readonly term: number;
  }[];
  /** Evidence for kind `reasons`, strongest first. Empty if nothing is unusual. */
  readonly reasons?: readonly Reason[];
  /** How the score follows from those of the evidence. Empty if nothing is unusual. */
  readonly sum?: readonly Step[];
}

/** Evidence for a score that depends on more than one flow's features. */
export interface Reason {
  readonly name: string;
  readonly label: string;
  /** −log10 p after the corrections. */
  readonly score: number;
  /** The evidence with its numbers. */
  readonly sentence: string;
  /** How the score is computed, from numbers of this log to the score. */
  readonly steps: readonly Step[];
}

/** A description of the model for users. */
export interface Description {
  readonly notes: readonly Note[];
  /** Scale of the scored values: the feature itself, or ln(1 + value). */
  readonly transform: 'none' | 'log';
  /** Whether twice the score means twice the distance. `log` for scores that are logarithms. */
  readonly scoreScale: 'linear' | 'log';
  /** The meaning of `typical`. `log-mean` is the value whose logarithm is the mean of the logarithms. */
  readonly typical: 'mean' | 'log-mean' | 'median';
  readonly features: readonly {
    readonly name: string;
    /** Mean and standard deviation on the scored scale. */
    readonly mean: number;
    readonly scale: number;
    /** In the log's own unit, without the transform. */
    readonly typical: number;
    /** Whether the settings exclude it from the score. */
    readonly isLeftOut?: boolean;
  }[];
  readonly components: readonly {
    readonly name: string;
    /** Fraction of the variance. */
    readonly ratio: number;
    /** Variance of the standardised features along it. All eigenvalues sum to the number of features. */
    readonly eigenvalue: number;
    /** Whether the score uses it. */
    readonly isScored: boolean;
    /** One number per feature, 0 for a feature that is constant or excluded. */
    readonly loadings: readonly number[];
  }[];
}
