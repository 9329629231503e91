import type { Control } from '../control.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import type { Note } from '../report.ts';
import type { Table } from '../table/table.ts';
import type { Param, Params } from './params.ts';

/**
 * A way to score flows. To add one, write it in a file of its own and put it on the list in `index.ts`; the contract test
 * then runs for it. Higher is more anomalous; thresholds, ranks and labels are not its business.
 */
export interface Detector<Model = unknown> {
  readonly id: string;
  /** What the page calls it. */
  readonly label: string;
  /** What can be set; `fit` gets a value of each. */
  readonly params: readonly Param[];
  /** Whether the table has what it reads. */
  readonly canScore: (table: Table) => boolean;
  readonly features: (table: Table) => FeatureSource;
  /** Rows that it would rather score at a time; 1,024 unless told, 65,536 at most, a power of two. */
  readonly blockRows?: number;
  /** Learns from every row. The model is plain data. Work that takes long checks in about every 8 ms (`turns`). */
  readonly fit: (features: FeatureSource, control: Control, params: Params) => Promise<Model>;
  /** Scores the first `count` rows of `block` into `out[at..]`. Equal rows get equal bits. */
  readonly score: (model: Model, block: Block, count: number, out: Float64Array, at: number) => void;
  readonly explain: (model: Model, values: Float64Array) => Explanation;
  /** Places of the first `count` rows of `block` on one component, into `out[at..]`; for detectors that have components. */
  readonly project?: (
    model: Model,
    block: Block,
    count: number,
    component: number,
    out: Float64Array,
    at: number,
  ) => void;
  readonly describe: (model: Model) => Description;
  /** For logs that are larger than memory; a detector that has to see all rows at once is without it. */
  readonly streamed?: Streamed<Model>;
}

/** How to fit and score rows that pass by. */
export interface Streamed<Model> {
  readonly fit: (names: readonly string[]) => GroupFit<Model>;
  /** Looks at all rows as they are scored with a model, and says which model is the right one. */
  readonly verify: (model: Model) => Verification<Model>;
}

export interface GroupFit<Model> {
  /** Learns from the next group of 65,536 rows; the last one may be shorter. */
  add(features: FeatureSource): void;
  /** What was learned, as far as it can be known before all rows are seen with it. */
  model(params: Params): Model;
}

export interface Verification<Model> {
  add(block: Block, count: number): void;
  /** Whether the model that was scored with is right; if not, all rows have to be scored once more. */
  readonly holds: boolean;
  /** The right one. */
  model(): Model;
}

/** Raw features of some rows, column-major: feature f of row i is `values[f * stride + i]`. */
export interface Block {
  readonly values: Float64Array;
  readonly stride: number;
}

/** Why a row has its score. */
export interface Explanation {
  readonly score: number;
  /**
   * What `parts` are. `exact`: what each feature adds to the score, which is their sum. `replaced`: how far the score falls when
   * that feature alone is set to its `typical` value; features act together, so these need not add up. `reasons`: there are none,
   * the score is not of features.
   */
  readonly kind: 'exact' | 'replaced' | 'reasons';
  /** One a feature; negative when the feature lowers the score. */
  readonly parts: readonly number[];
  /** One a component, summing to the score; empty where the score does not decompose. */
  readonly terms: readonly {
    readonly component: string;
    readonly ratio: number;
    readonly distance: number;
    readonly term: number;
  }[];
  /** Of kind `reasons`, the strongest first; none where nothing is remarkable. */
  readonly reasons?: readonly Reason[];
}

/** Something that a score of more than one flow's features rests on. */
export interface Reason {
  readonly name: string;
  readonly label: string;
  /** −log10 p after the corrections. */
  readonly score: number;
  /** With the numbers that make it. */
  readonly sentence: string;
}

/** What a model learned, for people. */
export interface Description {
  readonly notes: readonly Note[];
  /** What was scored: the values of the features, or ln(1 + value). */
  readonly transform: 'none' | 'log';
  /** Whether a score of twice another says twice as much; not where scores are logarithms of chances, or of logarithms of values. */
  readonly scoreScale: 'linear' | 'log';
  /** Which usual value `typical` is; `log-mean` is the value whose logarithm is the mean of the logarithms. */
  readonly typical: 'mean' | 'log-mean' | 'median';
  readonly features: readonly {
    readonly name: string;
    /** Mean and standard deviation of what was scored. */
    readonly mean: number;
    readonly scale: number;
    /** As the log has it, without the transform. */
    readonly typical: number;
    /** Whether the settings keep it out of the score. */
    readonly isLeftOut?: boolean;
  }[];
  readonly components: readonly {
    readonly name: string;
    /** Share of the variance. */
    readonly ratio: number;
    /** Variance along it, of the standardised features: all together their number. */
    readonly eigenvalue: number;
    /** Whether the score looks along it. */
    readonly isScored: boolean;
    /** One a feature, 0 for a feature that was dropped or left out. */
    readonly loadings: readonly number[];
  }[];
}
