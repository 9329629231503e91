import type { Explanation, Reason } from '../core/detect/detector.ts';
import type { Suspicion } from '../core/query/suspicions.ts';
import type { Problem } from '../core/report.ts';
import type { Predicate } from '../core/selection/predicate.ts';

export interface RowWindow {
  readonly start: number;
  /** Flows in the whole view. */
  readonly total: number;
  readonly rows: readonly Row[];
  /** Why cells that were left in the files are blank: a file changed since. Null when they are not. */
  readonly problem: Problem | null;
}
export interface Row {
  /** Identity of the flow in the run, from 0 over all files. */
  readonly flow: number;
  /** Place by score in the whole run, from 1. */
  readonly rank: number;
  /** Place among the file's accepted rows, from 0. */
  readonly row: number;
  /** Index into `Run.files`. */
  readonly file: number;
  readonly score: number;
  /** Why its numbers cannot be trusted, mostly nothing. */
  readonly suspicions: readonly Suspicion[];
  /** How many flows of the view it stands for: 1, unless lines are grouped. */
  readonly identical: number;
  /** The strongest finding that it belongs to, by its id, when lines are grouped by finding; null otherwise, and for a flow of none. */
  readonly finding: string | null;
  /** One a wanted field: number, text, or null when unset. */
  readonly cells: readonly (number | string | null)[];
}

export interface Trust {
  /** How many flows have numbers that cannot be right, by what is suspect. */
  readonly suspicions: readonly { readonly kind: Suspicion; readonly flows: number }[];
  /** How many do not say whether an end is local. */
  readonly derivedLocal: number;
}

export interface FlowDetail {
  readonly flow: number;
  readonly file: number;
  readonly row: number;
  readonly rank: number;
  readonly score: number;
  /** Every field of the flow's own log, in its order. */
  readonly cells: readonly FlowCell[];
  /** See `Explanation.kind`. */
  readonly kind: Explanation['kind'];
  /** One a feature, largest part first. */
  readonly contributions: readonly Contribution[];
  /** One a component that is scored: its share of the score as it stands. The terms sum to the score; empty without components. */
  readonly terms: readonly {
    readonly component: string;
    readonly ratio: number;
    readonly distance: number;
    readonly term: number;
  }[];
  /** Of a score that is not of features: what it rests on, the strongest first. */
  readonly reasons: readonly Reason[];
  readonly suspicions: readonly Suspicion[];
  /** The flow's line byte for byte, without its line end. */
  readonly line: Uint8Array;
  /** Value on each axis of `Detection.axes`, in their order. */
  readonly position: readonly number[];
  readonly related: readonly Related[];
}
export interface FlowCell {
  readonly name: string;
  /** As written in the log, escapes undone. */
  readonly text: string;
  readonly unset: boolean;
  /** What stands in for an unset value, and is not of the log: `T` or `F` of local_orig and local_resp by the address. */
  readonly derived: string | null;
  /** Number of a number field. */
  readonly value: number | null;
  /** Share of the run's flows with a smaller value, 0 to 1; null where order means nothing or the value is unset. */
  readonly below: number | null;
}
export interface Contribution {
  readonly feature: string;
  /** What the detector saw: unset counts as 0. */
  readonly value: number;
  readonly unset: boolean;
  /** A usual value: see `Detection.typical`. */
  readonly typical: number;
  /** See `FlowDetail.kind`; negative when the feature lowers the score. */
  readonly part: number;
  /** Share of the run's flows with a smaller value of the feature, 0 to 1. */
  readonly below: number;
  /** Share with a larger value. */
  readonly above: number;
}
export interface Related {
  readonly kind: 'pair' | 'source' | 'destination' | 'port' | 'minutes';
  readonly where: readonly Predicate[];
  /** Flows that match, this one among them unless it is hidden. */
  readonly flows: number;
}
