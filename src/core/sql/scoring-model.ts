import { type Baseline, memberOf } from '../baseline/baseline.ts';

/** A model with what a script says and tests about it. Plain data. */
export interface ScoringModel {
  readonly baseline: Baseline;
  /** What the script calls it. */
  readonly name: string;
  /** Scores above it are anomalies. Null: the highest tenth of the scored flows. */
  readonly threshold: number | null;
  /** Flows with their scores, which the script's self-test repeats. */
  readonly samples: readonly ScoredFlow[];
}

/** The features of a flow, in the model's order, unset as null. */
export interface ScoredFlow {
  readonly values: readonly (number | null)[];
  readonly score: number;
}

/** Whether the model reads logarithms. */
export function isOnLogScale({ detector, model }: Baseline): boolean {
  return memberOf(detector).detector.describe(model).transform === 'log';
}
