import type { Density } from '../core/query/density.ts';
import type { ScoreHistogram } from '../core/query/score-histogram.ts';
import type { Timeline } from '../core/query/timeline.ts';
import type { Tally, View } from '../core/query/view.ts';
import type { Predicate } from '../core/selection/predicate.ts';

/** A clause of the selection, as the engine needs it. */
export interface ClauseQuery {
  /** May have multiples of the threshold. `View.where` may not: see `inScores`. */
  readonly predicate: Predicate;
  /** Whether the clause narrows the selection. It is counted in any case. */
  readonly isOn: boolean;
  /** Whether matching flows are hidden (noise presets, suppressions) instead of kept. */
  readonly hides: boolean;
}

/** The state of the page: a detector, a threshold, and a selection in an order. */
export interface DescribeQuery extends Pick<View, 'detector' | 'sort' | 'group' | 'opened'> {
  /** Fraction of anomalies from which the threshold is computed unless it was moved. */
  readonly contamination: number;
  /** Null unless the user moved the threshold. */
  readonly threshold: number | null;
  readonly clauses: readonly ClauseQuery[];
}

/**
 * Counts of a selection. `selected.flows + suppressed + filtered` is the number of all flows, or of all listed flows of
 * an out-of-core log if a clause is on.
 */
export interface Described {
  readonly threshold: number;
  /** The threshold at the contamination, also if the user moved the line. */
  readonly modelThreshold: number;
  readonly isMoved: boolean;
  readonly run: Tally;
  readonly selected: Tally;
  /** Flows that a hiding clause matches, independent of the other clauses. */
  readonly suppressed: number;
  /** Flows that no hiding clause matches and another clause leaves out. */
  readonly filtered: number;
  /** By clause, on or off: the flows that it keeps or hides by itself. */
  readonly byClause: readonly number[];
  /**
   * By clause: the fractions of the run's flows that score at least its lower and at least its upper limit. Null unless
   * it is a range of scores.
   */
  readonly scoreShares: readonly (ScoreShares | null)[];
}

/** The fractions of flows that score at least the lower and at least the upper limit of a range. */
export type ScoreShares = readonly [from: number, to: number];

/** A query for the most frequent values of one field among selected flows. */
export interface FacetQuery {
  /** Any field of the log, or `file`. */
  readonly field: string;
  /** The selection without the field's own clause. */
  readonly where: readonly Predicate[];
  /** Text that values must contain, ignoring letter case. Empty for all values. */
  readonly search: string;
  /** Maximum number of values. */
  readonly most: number;
}
/** The most frequent values of a field. */
export interface Facet {
  readonly field: string;
  /** Distinct values that contain `search`. Unset counts as one value. */
  readonly distinct: number;
  /** By descending number of flows. Ties are in order of first occurrence for labels, ascending for numbers. */
  readonly values: readonly FacetValue[];
}
/** A value of a field with its flows. */
export interface FacetValue {
  /** The value as the log writes it and as an `in` predicate takes it. Empty for unset. */
  readonly value: string;
  readonly flows: number;
  /** Flows above the threshold. */
  readonly above: number;
}

/** Numbers of hosts and channels with at least one selected flow. */
export interface GroupCounts {
  readonly sources: number;
  readonly destinations: number;
  readonly channels: number;
}

/** A brush on a chart, before dragging. */
export interface BrushQuery {
  readonly detector: string;
  readonly threshold: number;
  /** The selection without the brush's own clause. */
  readonly where: readonly Predicate[];
  readonly over: 'time' | 'score' | 'density';
  /** Steps of the brush over the width of the chart, one per pixel. A density map uses its cells. */
  readonly steps: number;
  /** Bins of the charts that follow the brush. */
  readonly scoreBins: number;
  readonly timeBins: number;
  readonly density: { readonly x: string; readonly y: string; readonly bins: readonly [number, number] } | null;
}
/** A prepared brush. */
export interface Brush {
  /** Id for `brushed`. The engine keeps only the latest brush. */
  readonly brush: number;
  /** Edges of the steps by dimension: one for time and score, two for a density map (x, then y). */
  readonly edges: readonly (readonly number[])[];
}
/** By dimension, the steps from `from` up to but excluding `to`. */
export type BrushBox = readonly (readonly [from: number, to: number])[];
/** Counts inside a brush. The brush's own chart is null: it ignores the brush's clause. */
export interface Brushed {
  /** The predicate of the brush's clause. With the brush's `where` it selects exactly the counted flows. */
  readonly predicate: Predicate;
  readonly flows: number;
  readonly anomalies: number;
  readonly score: ScoreHistogram | null;
  readonly time: Timeline | null;
  readonly density: Density | null;
}
