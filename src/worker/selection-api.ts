import type { Density } from '../core/query/density.ts';
import type { ScoreHistogram } from '../core/query/score-histogram.ts';
import type { Timeline } from '../core/query/timeline.ts';
import type { Tally, View } from '../core/query/view.ts';
import type { Predicate } from '../core/selection/predicate.ts';

/** A clause of the selection as the engine needs it. */
export interface ClauseQuery {
  readonly predicate: Predicate;
  /** A clause that is off takes no part in the selection; it is counted all the same. */
  readonly isOn: boolean;
  /** Whether the flows that match are hidden (noise presets, suppressions), not kept. */
  readonly hides: boolean;
}

/** What the page shows: a detector at a threshold, and a selection in an order. */
export interface DescribeQuery extends Pick<View, 'detector' | 'sort' | 'identical' | 'group' | 'opened'> {
  /** What the threshold is found by when it was not moved. */
  readonly contamination: number;
  /** Null when it was not moved. */
  readonly threshold: number | null;
  readonly clauses: readonly ClauseQuery[];
}

/**
 * What a selection holds. `selected.flows + suppressed + filtered` are all flows, or all flows that can be listed when the log is
 * larger than memory and a clause is on.
 */
export interface Described {
  readonly threshold: number;
  readonly isMoved: boolean;
  readonly run: Tally;
  readonly selected: Tally;
  /** Flows that a hiding clause matches, whatever the other clauses say. */
  readonly suppressed: number;
  /** Flows that no hiding clause matches, and that another clause leaves out. */
  readonly filtered: number;
  /** By clause, on or off: how many flows it keeps by itself, or hides by itself. */
  readonly byClause: readonly number[];
}

/** One field's most frequent values among some flows. */
export interface FacetQuery {
  /** Any field of the log, or `file`. */
  readonly field: string;
  /** The selection without the field's own clause. */
  readonly where: readonly Predicate[];
  /** Part of a value, upper and lower case the same; empty for all values. */
  readonly search: string;
  /** How many values are wanted at most. */
  readonly most: number;
}
export interface Facet {
  readonly field: string;
  /** Distinct values among the flows that contain `search`; unset counts as one. */
  readonly distinct: number;
  /** Most flows first, then in the order of first sight in the log, or ascending for numbers. */
  readonly values: readonly FacetValue[];
}
export interface FacetValue {
  /** As the log writes it, and as an `in` predicate takes it; empty for unset. */
  readonly value: string;
  readonly flows: number;
  /** Of them above the threshold. */
  readonly above: number;
}

/** Hosts and channels with a flow in a selection. */
export interface GroupCounts {
  readonly sources: number;
  readonly destinations: number;
  readonly channels: number;
}

/** A brush that is about to be dragged over a chart. */
export interface BrushQuery {
  readonly detector: string;
  readonly threshold: number;
  /** The selection without the brush's own clause. */
  readonly where: readonly Predicate[];
  readonly over: 'time' | 'score' | 'density';
  /** Steps that the brush can take over the chart's width, one per pixel; a density map has its cells as steps. */
  readonly steps: number;
  /** Bins of the charts that follow. */
  readonly scoreBins: number;
  readonly timeBins: number;
  readonly density: { readonly x: string; readonly y: string; readonly bins: readonly [number, number] } | null;
}
export interface Brush {
  /** Names it in `brushed`. The engine keeps the last one only. */
  readonly brush: number;
  /** Where the steps begin and end, by dimension: one for time and score, two for a density map (x, then y). */
  readonly edges: readonly (readonly number[])[];
}
/** From step (included) to step (excluded), by dimension. */
export type BrushBox = readonly (readonly [from: number, to: number])[];
/** What is inside a brush. The brush's own chart is null: it is drawn over what the brush's clause leaves out. */
export interface Brushed {
  /** Selects exactly the flows that are counted, together with the brush's `where`: what the brush's clause is to be. */
  readonly predicate: Predicate;
  readonly flows: number;
  readonly anomalies: number;
  readonly score: ScoreHistogram | null;
  readonly time: Timeline | null;
  readonly density: Density | null;
}
