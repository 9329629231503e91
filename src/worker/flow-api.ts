import type { Step } from '../core/behaviour/steps.ts';
import type { Explanation, Reason } from '../core/detect/detector.ts';
import type { Suspicion } from '../core/query/suspicions.ts';
import type { Problem } from '../core/report.ts';
import type { Predicate } from '../core/selection/predicate.ts';

/** A range of rows of a view. */
export interface RowWindow {
  readonly start: number;
  /** Number of flows in the view. */
  readonly total: number;
  readonly rows: readonly Row[];
  /** Why cells that are read from the files are blank: a file changed. Null otherwise. */
  readonly problem: Problem | null;
}
/** A row of the table of flows. */
export interface Row {
  /** Id of the flow in the run, from 0 over all files. */
  readonly flow: number;
  /** Rank by score in the run, from 1. */
  readonly rank: number;
  /** Row among the file's accepted rows, from 0. */
  readonly row: number;
  /** Index into `Run.files`. */
  readonly file: number;
  readonly score: number;
  /** Reasons to doubt its numbers, usually empty. */
  readonly suspicions: readonly Suspicion[];
  /** Number of flows of the view on this line: 1 unless lines are grouped. */
  readonly identical: number;
  /**
   * Id of its strongest finding when lines are grouped by finding; null otherwise, and for a flow without a finding.
   */
  readonly finding: string | null;
  /** Number of the view's flows that belong to `finding`, also when it is expanded. 0 without one. */
  readonly ofFinding: number;
  /** One value per requested field: number or text, null for unset. */
  readonly cells: readonly (number | string | null)[];
}

/** Counts of flows with doubtful or derived values. */
export interface Trust {
  /** Flows with impossible numbers, by suspicion. */
  readonly suspicions: readonly { readonly kind: Suspicion; readonly flows: number }[];
  /** Flows for which the log does not state whether an end is local. */
  readonly derivedLocal: number;
}

/** A flow with its fields, explanation and related flows. */
export interface FlowDetail {
  readonly flow: number;
  readonly file: number;
  readonly row: number;
  readonly rank: number;
  readonly score: number;
  /** Every field of the flow's own log, in order. */
  readonly cells: readonly FlowCell[];
  /** See `Explanation.kind`. */
  readonly kind: Explanation['kind'];
  /** One per feature, largest contribution first. */
  readonly contributions: readonly Contribution[];
  /** One per scored component: its contribution to the score. They sum to the score. Empty without components. */
  readonly terms: readonly {
    readonly component: string;
    readonly ratio: number;
    readonly distance: number;
    readonly term: number;
  }[];
  /** Evidence for a score that is not computed from features, strongest first. */
  readonly reasons: readonly Reason[];
  /** How the score follows from those of the evidence. Empty without evidence. */
  readonly sum: readonly Step[];
  readonly suspicions: readonly Suspicion[];
  /** The original line, byte for byte, without the line end. */
  readonly line: Uint8Array;
  /** The flow's value on each axis of `Detection.axes`, in order. */
  readonly position: readonly number[];
  readonly related: readonly Related[];
}
/** A field of a flow. */
export interface FlowCell {
  readonly name: string;
  /** Text in the log, unescaped. */
  readonly text: string;
  readonly unset: boolean;
  /**
   * Value derived by Oddflow for an unset cell: `T` or `F` of local_orig and local_resp, from the address. Null
   * otherwise.
   */
  readonly derived: string | null;
  /** Value of a numeric field, null otherwise. */
  readonly value: number | null;
  /**
   * Fraction of the run's flows with a smaller value, 0 to 1. Null for unset values and for fields without a meaningful
   * order.
   */
  readonly below: number | null;
}
/** A feature's contribution to the score. */
export interface Contribution {
  readonly feature: string;
  /** The value that the detector used: unset counts as 0. */
  readonly value: number;
  readonly unset: boolean;
  /** The typical value of the feature: see `Detection.typical`. */
  readonly typical: number;
  /** The contribution, see `FlowDetail.kind`. Negative if the feature lowers the score. */
  readonly part: number;
  /** Fraction of the run's flows with a smaller value of the feature, 0 to 1. */
  readonly below: number;
  /** Fraction with a larger value, 0 to 1. */
  readonly above: number;
}
/** Flows that share a property with the flow. */
export interface Related {
  readonly kind: 'pair' | 'source' | 'destination' | 'port' | 'minutes';
  readonly where: readonly Predicate[];
  /** Matching flows, including this one unless it is hidden. */
  readonly flows: number;
}
