import type { Origin } from '../core/baseline/baseline.ts';
import type { Drift } from '../core/baseline/drift.ts';
import type { Progress } from '../core/control.ts';
import type { Description, Explanation, Reason } from '../core/detect/detector.ts';
import type { Param, Params } from '../core/detect/params.ts';
import type { Evaluation } from '../core/evaluate/evaluate.ts';
import type { Labels } from '../core/evaluate/labels.ts';
import type { Findings } from '../core/findings/finding.ts';
import type { Side } from '../core/hosts/sides.ts';
import type { Density } from '../core/query/density.ts';
import type { ScoreHistogram } from '../core/query/score-histogram.ts';
import type { Suspicion } from '../core/query/suspicions.ts';
import type { Timeline } from '../core/query/timeline.ts';
import type { Condition, Tally, View } from '../core/query/view.ts';
import type { FileReport, Note, Problem } from '../core/report.ts';
import type { Field } from '../core/schema/field.ts';
import type { NoisePreset } from '../core/schema/noise.ts';
import type { Plan } from '../core/stream/plan.ts';

import type { ChannelDetail, ChannelsWish, ChannelWindow, HostDetail, HostsWish, HostWindow } from './group-api.ts';

export type { Origin } from '../core/baseline/baseline.ts';
export type { Drift, FeatureDrift } from '../core/baseline/drift.ts';
export type { Verdict } from '../core/baseline/verdict.ts';
export type { IntervalHistogram, SizesOverTime } from '../core/channels/channel-charts.ts';
export type { ChannelEvidence } from '../core/channels/channel-evidence.ts';
export type { ChannelSort } from '../core/channels/channel-list.ts';
export type { Progress } from '../core/control.ts';
export type { Reason } from '../core/detect/detector.ts';
export type { Param, Params } from '../core/detect/params.ts';
export type { LogErrorCode, LogErrorDetail } from '../core/errors.ts';
export type { Evaluation, Measure } from '../core/evaluate/evaluate.ts';
export type { Labels } from '../core/evaluate/labels.ts';
export type { Finding, FindingEvidence, Findings } from '../core/findings/finding.ts';
export type { BadgeKind } from '../core/hosts/badges.ts';
export type { HostSort } from '../core/hosts/host-list.ts';
export type { Side } from '../core/hosts/sides.ts';
export type { Density, DensityAxis } from '../core/query/density.ts';
export type { ScoreHistogram } from '../core/query/score-histogram.ts';
export type { Suspicion } from '../core/query/suspicions.ts';
export type { Timeline } from '../core/query/timeline.ts';
export type { Condition, Tally, View } from '../core/query/view.ts';
export type { FileReport, Note, NoteCode, Problem, Skip, SkipReason } from '../core/report.ts';
export type { Field, FieldKind } from '../core/schema/field.ts';
export type { Plan } from '../core/stream/plan.ts';
export type * from './group-api.ts';

/**
 * What the page can ask the engine: plain data in, plain data sized to the screen out.
 * `session.ts` implements it, `engine.ts` puts it behind a worker. Callbacks and the signal are direct
 * arguments because a callback inside an object cannot be cloned.
 */
export interface Engine {
  /**
   * Reads the logs into one run. A run before that was kept is so until the next `keep`, or until `onNews` hears that there is no
   * memory for both: it answers while this one is read, and again after `reopen`. Of a log that takes a while `onNews` hears early. Throws `LogError` when no flow could be read.
   */
  open(
    source: LogSource,
    onProgress: (progress: Progress) => void,
    onNews: (news: News) => void,
    signal: AbortSignal,
  ): Promise<Run>;
  /** Keeps the run that is open, and frees the one that was kept. */
  keep(): Promise<void>;
  /** Goes back to the run that was kept, also while another is read; false when there is none. */
  reopen(): Promise<boolean>;
  /**
   * Fits and scores with one detector of `Run.detectors`; a second call for the same one with the same settings answers from
   * memory. Settings that are not given are as by default; `LogError` for one that cannot be.
   */
  detect(
    detector: string,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    params?: Params,
  ): Promise<Detection>;
  /** What was detected in the run up to now, in the order of first sight, as it stands at a contamination. */
  results(contamination: number): Promise<readonly ResultSummary[]>;
  /** The score above which a share of `contamination` of the run's flows lies: numpy's linear percentile. */
  threshold(detector: string, contamination: number): Promise<number>;
  /** How many flows the view holds, and how many of them score above the threshold. */
  tally(view: View, threshold: number): Promise<Tally>;
  /** Finds the view's order, which takes a second in a large log, so that `rows` and `place` answer at once. */
  prepare(view: View, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void>;
  /** Places `start` to `end` (exclusive, clamped) of the view. `fields` names the cells wanted, in order. */
  rows(view: View, start: number, end: number, fields: readonly string[], signal: AbortSignal): Promise<RowWindow>;
  /** Place of a flow in the view, -1 when the view does not hold it. */
  place(view: View, flow: number): Promise<number>;
  scoreHistogram(view: View, threshold: number, bins: number, signal: AbortSignal): Promise<ScoreHistogram>;
  timeline(view: View, threshold: number, bins: number, signal: AbortSignal): Promise<Timeline>;
  density(
    view: View,
    threshold: number,
    x: string,
    y: string,
    bins: readonly [number, number],
    signal: AbortSignal,
  ): Promise<Density>;
  /**
   * What stands out, joined to what an analyst would call one thing; found once a run. Null when it cannot be: of a log that is
   * larger than memory, or that lacks what Behaviour needs.
   */
  findings(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Findings | null>;
  /** How far the run can be trusted. */
  trust(): Promise<Trust>;
  /**
   * How many flows each noise preset matches, in the order of `noisePresets`: of the whole run, or of the flows that are listed
   * when the log is larger than memory. About 0.3 s a million flows, once.
   */
  noise(detector: string, signal: AbortSignal): Promise<readonly NoiseCount[]>;
  /** Fields with labels that somebody gave the flows, and what stands there; none of a log that is larger than memory. */
  labels(): Promise<readonly Labels[]>;
  /** How well a detector's scores agree with labels. */
  evaluate(detector: string, threshold: number, wish: EvaluationWish, signal: AbortSignal): Promise<Evaluation>;
  /** One flow with everything that explains it. Related flows are counted among those that meet `hiding`, all when absent. */
  flow(detector: string, flow: number, signal: AbortSignal, hiding?: readonly Condition[]): Promise<FlowDetail>;
  /**
   * Places `start` to `end` (exclusive, clamped) of a list of hosts. Whoever asks first for this or for channels waits for the
   * lens. `LogError` for a log that is larger than memory: it needs all flows.
   */
  hosts(
    wish: HostsWish,
    start: number,
    end: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<HostWindow>;
  /** One of them, by its number on its side. */
  host(side: Side, host: number, signal: AbortSignal): Promise<HostDetail>;
  /** As `hosts`: what goes from one source to one destination's port. */
  channels(
    wish: ChannelsWish,
    start: number,
    end: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<ChannelWindow>;
  channel(channel: number, signal: AbortSignal): Promise<ChannelDetail>;
  /** The flows of the view in rank order as a file; give a view without conditions for all flows. */
  exportFlows(
    view: View,
    threshold: number,
    format: string,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Blob>;
  /**
   * Fits a detector of the PCA family to other flows than those it will score, and keeps the model, whatever log is opened next.
   * `detect` scores by it when it is given the baseline's id.
   */
  fitBaseline(
    source: BaselineSource,
    detector: string,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    params?: Params,
  ): Promise<BaselineSummary>;
  /** Opens a saved model; `LogError` for what is none. */
  openBaseline(blob: Blob, file: string): Promise<BaselineSummary>;
  /** The model as JSON: see docs/baseline.md. `app` is the version of the page. */
  saveBaseline(id: string, app: string): Promise<Blob>;
  /** Every baseline there is, the newest last. */
  baselines(): Promise<readonly BaselineSummary[]>;
  /** Forgets a baseline and the scores by it. */
  discardBaseline(id: string): Promise<void>;
  /** How far the run differs from the baseline: to be known before its scores are. */
  drift(id: string, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Drift>;
}

/** What a baseline is fitted to: other files, which are read in passing and not kept, or the flows of a view. */
export type BaselineSource =
  | { readonly kind: 'files'; readonly files: readonly { readonly path: string; readonly blob: Blob }[] }
  | { readonly kind: 'view'; readonly view: View };

export interface BaselineSummary {
  /** Name of it in other questions, and of its scores. */
  readonly id: string;
  /** What its scores are called. */
  readonly label: string;
  readonly detector: { readonly id: string; readonly label: string };
  /** What it was fitted to, in few words. */
  readonly name: string;
  readonly origin: Origin;
  /** Why some of the flows that were to be learned from are missing. */
  readonly problems: readonly Problem[];
}

/** Which labels make a flow positive, and which leave it out; the others make it negative. Empty text is unset. */
export interface EvaluationWish {
  readonly field: string;
  readonly positive: readonly string[];
  readonly leftOut: readonly string[];
}

/** Files in the order in which they become one run, each with its path inside the dropped folder; or the built-in sample. */
export type LogSource =
  | {
      readonly kind: 'files';
      readonly files: readonly { readonly path: string; readonly blob: Blob }[];
      /** Whether a flow is skipped whose uid an earlier one of the run had. */
      readonly isDroppingRepeated?: boolean;
      /** Bytes of memory that the flows may take; by the device when absent. A log that needs more is not kept as a whole. */
      readonly memory?: number;
    }
  | { readonly kind: 'sample' };

/** What the page is told of a log before it is read. */
export type News =
  | { readonly kind: 'early'; readonly early: EarlyResults }
  /** The log does not fit into memory: it will be read twice. */
  | { readonly kind: 'larger'; readonly plan: Plan }
  /** There was no memory for the log that was open and this one. */
  | { readonly kind: 'given-up' };

/** What the first detector makes of the flows up to now: provisional, and nothing of it enters the result. */
export interface EarlyResults {
  /** Of the bytes, 0 to 1. */
  readonly share: number;
  /** Flows read up to now, and how many of them were scored. */
  readonly flows: number;
  readonly scored: number;
  readonly detector: string;
  readonly histogram: ScoreHistogram;
  readonly fields: readonly Field[];
  /** The highest scores, highest first. */
  readonly top: readonly { readonly score: number; readonly cells: Row['cells'] }[];
}

/** What reading found. */
export interface Run {
  readonly flows: number;
  readonly skipped: number;
  /** Rows of other kinds of Zeek log that lay beside the conn logs; they are counted, not scored. */
  readonly context: number;
  readonly files: readonly FileReport[];
  /** Flows whose uid an earlier one had; counted when the run has several files. */
  readonly repeated: number;
  /** Union of the logs' own fields, in file order. */
  readonly fields: readonly Field[];
  /** Not null when the log did not fit into memory: then its flows are not all here, and what is asked is answered from some. */
  readonly larger: Larger | null;
  /** What can score this run, first the default. */
  readonly detectors: readonly DetectorChoice[];
  /** Smallest and largest `ts` (epoch seconds), null when no row has one. */
  readonly span: readonly [number, number] | null;
  readonly milliseconds: { readonly read: number };
}

/** A detector as plain data. */
export interface DetectorChoice {
  readonly id: string;
  readonly label: string;
  readonly params: readonly Param[];
  /** Whether its model can be fitted to other flows: see `fitBaseline`. */
  readonly hasBaselines: boolean;
}

/** Of a log that was read twice. Counts, threshold and score distribution are of all its flows. */
export interface Larger {
  readonly plan: Plan;
  /** Flows with the highest scores: what table, filters and exports have. */
  readonly listed: number;
  /** Flows of a seeded sample: what is drawn over time and in the density map, and what percentiles are of. */
  readonly sampled: number;
}

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

export interface RowWindow {
  readonly start: number;
  /** Flows in the whole view. */
  readonly total: number;
  readonly rows: readonly Row[];
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
  /** How many flows of the view it stands for: 1, unless `View.alike`. */
  readonly alike: number;
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
  readonly where: readonly Condition[];
  /** Flows that match, this one among them unless it is hidden. */
  readonly flows: number;
}
