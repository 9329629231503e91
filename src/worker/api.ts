import type { Drift } from '../core/baseline/drift.ts';
import type { Progress } from '../core/control.ts';
import type { Params } from '../core/detect/params.ts';
import type { Evaluation } from '../core/evaluate/evaluate.ts';
import type { Labels } from '../core/evaluate/labels.ts';
import type { Findings } from '../core/findings/finding.ts';
import type { Side } from '../core/hosts/sides.ts';
import type { Density } from '../core/query/density.ts';
import type { ScoreHistogram } from '../core/query/score-histogram.ts';
import type { Timeline } from '../core/query/timeline.ts';
import type { View } from '../core/query/view.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { BaselineSource, BaselineSummary } from './baseline-api.ts';
import type { ChannelDetail, ChannelsQuery, ChannelWindow } from './channel-api.ts';
import type { Detection, EvaluationQuery, NoiseCount, ResultSummary } from './detection-api.ts';
import type { FlowDetail, RowWindow, Trust } from './flow-api.ts';
import type { FileHandle, FolderHandle, FollowUpdate } from './follow-api.ts';
import type { GroupScope, GroupSelection } from './group-api.ts';
import type { HostDetail, HostsOfFinding, HostsQuery, HostWindow } from './host-api.ts';
import type { ElsewhereForm, ModelRequest } from './model-api.ts';
import type { LogSource, News, Run } from './run-api.ts';
import type {
  Brush,
  BrushBox,
  Brushed,
  BrushQuery,
  Described,
  DescribeQuery,
  Facet,
  FacetQuery,
  GroupCounts,
} from './selection-api.ts';

export type { Origin } from '../core/baseline/baseline.ts';
export type { Drift, FeatureDrift } from '../core/baseline/drift.ts';
export type { Verdict } from '../core/baseline/verdict.ts';
export type { Step } from '../core/behaviour/steps.ts';
export type { IntervalHistogram, SizesOverTime } from '../core/channels/channel-charts.ts';
export type { ChannelEvidence } from '../core/channels/channel-evidence.ts';
export type { Progress } from '../core/control.ts';
export type { Reason } from '../core/detect/detector.ts';
export type { Param, Params } from '../core/detect/params.ts';
export type { LogErrorCode, LogErrorDetail } from '../core/errors.ts';
export type { Evaluation, Measure } from '../core/evaluate/evaluate.ts';
export type { Labels } from '../core/evaluate/labels.ts';
export type { Finding, FindingEvidence, Findings, StrengthParts } from '../core/findings/finding.ts';
export type { GroupColumnInfo, GroupUnit } from '../core/groups/group-column.ts';
export type { FindingsByGroup, GroupFinding } from '../core/groups/group-findings.ts';
export type { GroupTimeline } from '../core/groups/timelines.ts';
export type { BadgeKind } from '../core/hosts/badges.ts';
export type { Side } from '../core/hosts/sides.ts';
export type { FileLoss, Loss, LossCount, RunLoss } from '../core/loss.ts';
export type { Density, DensityAxis } from '../core/query/density.ts';
export type { ScoreHistogram } from '../core/query/score-histogram.ts';
export type { Suspicion } from '../core/query/suspicions.ts';
export type { Timeline } from '../core/query/timeline.ts';
export type { Grouping, Tally, View } from '../core/query/view.ts';
export type { FileReport, Note, NoteCode, Problem, Skip, SkipCount, SkipReason } from '../core/report.ts';
export type { Field, FieldKind } from '../core/schema/field.ts';
export type { Predicate } from '../core/selection/predicate.ts';
export type { Plan } from '../core/stream/plan.ts';
export type * from './baseline-api.ts';
export type * from './channel-api.ts';
export type * from './detection-api.ts';
export type * from './flow-api.ts';
export type * from './follow-api.ts';
export type * from './group-api.ts';
export type * from './host-api.ts';
export type * from './model-api.ts';
export type * from './run-api.ts';
export type * from './selection-api.ts';

/**
 * The interface between page and engine: questions and answers are plain data, and answers are sized for the screen.
 * `session.ts` implements it; `engine.ts` runs it in a worker. Callbacks and the signal are direct arguments because a
 * callback inside an object cannot be cloned.
 * Every method that takes a signal throws `AbortError` when it aborts. Positions `start` and `end` are clamped to the
 * list, and `end` is exclusive.
 */
export interface Engine {
  /** Returns immediately, so the page can check that the engine responds. */
  ping(): Promise<void>;
  /**
   * Reads the logs into one run. Throws `LogError` if no flow could be read.
   * The previous kept run answers questions during reading, and again after `reopen`. It stays until the next `keep`,
   * or until `onNews` reports that memory does not suffice for both. For a slow log `onNews` also receives early
   * results.
   */
  open(
    source: LogSource,
    onProgress: (progress: Progress) => void,
    onNews: (news: News) => void,
    signal: AbortSignal,
  ): Promise<Run>;
  /** Keeps the open run and frees the previous one. */
  keep(): Promise<void>;
  /** Returns to the kept run, also while another is being read. False if there is none. */
  reopen(): Promise<boolean>;
  /**
   * Fits a detector of `Run.detectors` and scores the run. Repeating a call with the same settings returns the stored
   * result. Missing settings take their defaults. Throws `LogError` for a setting that is not allowed.
   */
  detect(
    detector: string,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    params?: Params,
  ): Promise<Detection>;
  /** The results of the run so far, in order of detection, with the threshold at a contamination. */
  results(contamination: number): Promise<readonly ResultSummary[]>;
  /**
   * Describes a selection: the threshold, and counts for the run, the selection and each clause. Afterwards `rows`
   * answers immediately.
   */
  describe(query: DescribeQuery, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Described>;
  /** The most frequent values of fields, in the given order. Reads fields that were left in the files. */
  facets(
    model: { readonly detector: string; readonly threshold: number },
    asked: readonly FacetQuery[],
    signal: AbortSignal,
  ): Promise<readonly Facet[]>;
  /** The scores that given fractions of the run's flows exceed, by numpy's linear percentile. */
  topScores(detector: string, shares: readonly number[]): Promise<readonly number[]>;
  /** Rows `start` to `end` of the view. `fields` are the names of the wanted cells, in order. */
  rows(view: View, start: number, end: number, fields: readonly string[], signal: AbortSignal): Promise<RowWindow>;
  /** Position of a flow in the view, -1 if it is not in the view. */
  place(view: View, flow: number): Promise<number>;
  /** Position of the first flow of the view that has this id or a higher one, -1 if there is none. */
  firstFrom(view: View, flow: number): Promise<number>;
  /** Flows of the view per score bin, `bins` bins of equal width over the scores of the run. */
  scoreHistogram(view: View, threshold: number, bins: number, signal: AbortSignal): Promise<ScoreHistogram>;
  /** Flows of the view per time bin, at most `bins` bins of a calendar unit. */
  timeline(view: View, threshold: number, bins: number, signal: AbortSignal): Promise<Timeline>;
  /** Flows of the view per cell of two axes of `Detection.axes`. */
  density(
    view: View,
    threshold: number,
    x: string,
    y: string,
    bins: readonly [number, number],
    signal: AbortSignal,
  ): Promise<Density>;
  /**
   * Prepares a brush: precomputes the counts for each of its steps, 0.1 s per million flows. Replaces the previous
   * brush.
   */
  brush(query: BrushQuery, signal: AbortSignal): Promise<Brush>;
  /** Counts inside a prepared brush, without reading rows. Throws `LogError` if another brush has replaced it. */
  brushed(brush: number, box: BrushBox): Promise<Brushed>;
  /**
   * The findings of the run, computed once. Null for a log without the fields that Behaviour needs.
   */
  findings(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Findings | null>;
  /**
   * Flows of each finding within a selection, in the order of `Findings.list`. The first call computes the findings.
   */
  findingCounts(selection: Pick<View, 'detector' | 'where'>, signal: AbortSignal): Promise<readonly number[]>;
  /** Counts of flows with doubtful numbers. */
  trust(): Promise<Trust>;
  /**
   * Flows that each noise preset matches, in the order of `noisePresets`. Covers the whole run, or the listed flows of
   * an out-of-core log. Computed once, about 0.3 s per million flows.
   */
  noise(detector: string, signal: AbortSignal): Promise<readonly NoiseCount[]>;
  /** Label fields of the log with their values. Empty for an out-of-core log. */
  labels(): Promise<readonly Labels[]>;
  /** The area under the ROC curve against labels. NaN without positives or without negatives. */
  area(detector: string, query: EvaluationQuery, signal: AbortSignal): Promise<number>;
  /** Evaluates a detector's scores against labels. */
  evaluate(detector: string, threshold: number, query: EvaluationQuery, signal: AbortSignal): Promise<Evaluation>;
  /** Details of one flow. Related flows are counted among the flows that meet `where`; all flows if absent. */
  flow(detector: string, flow: number, signal: AbortSignal, where?: readonly Predicate[]): Promise<FlowDetail>;
  /**
   * Rows `start` to `end` of the list of hosts. The first call for hosts or channels runs Behaviour. An out-of-core log
   * has the hosts of all its flows, whatever is selected. Throws `LogError` if it lacks hosts or bytes.
   */
  hosts(
    query: HostsQuery,
    start: number,
    end: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<HostWindow>;
  /**
   * One host, by its number on its side or by its address (empty for hosts without one). Ports and peers are counted
   * within the selection.
   */
  host(side: Side, host: number | string, signal: AbortSignal, scope?: GroupScope): Promise<HostDetail>;
  /** The hosts on both sides of a finding, by the finding's conditions. The first call computes the list of hosts. */
  findingHosts(
    where: readonly Predicate[],
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Readonly<Record<Side, HostsOfFinding>>>;
  /** Rows `start` to `end` of the list of channels: source, destination, port and protocol. See `hosts`. */
  channels(
    query: ChannelsQuery,
    start: number,
    end: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<ChannelWindow>;
  /** One channel with its charts and evidence. */
  channel(channel: number, signal: AbortSignal, scope?: GroupScope): Promise<ChannelDetail>;
  /**
   * Hosts and channels with at least one flow in the selection, or in the whole of an out-of-core log. The first call
   * runs Behaviour. Throws `LogError` for an out-of-core log that lacks hosts or bytes.
   */
  groupCounts(selection: GroupSelection, signal: AbortSignal): Promise<GroupCounts>;
  /**
   * The flows of a view as a file, in rank order. A view without conditions exports all flows. `onPart`, if given,
   * receives the file in parts of some MB; the result is then the last part.
   */
  exportFlows(
    view: View,
    threshold: number,
    format: string,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    onPart?: (part: Blob) => Promise<void>,
  ): Promise<Blob>;
  /**
   * Fits a detector of the PCA family to other flows, as a baseline. The model stays when another log is opened.
   * `detect` scores with it when given the baseline's id.
   */
  fitBaseline(
    source: BaselineSource,
    detector: string,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
    params?: Params,
  ): Promise<BaselineSummary>;
  /** Opens a saved model. Throws `LogError` if the file is not one. */
  openBaseline(blob: Blob, file: string): Promise<BaselineSummary>;
  /** The model as JSON: see docs/baseline.md. `app` is the version of the page. */
  saveBaseline(id: string, app: string): Promise<Blob>;
  /** All baselines, the newest last. */
  baselines(): Promise<readonly BaselineSummary[]>;
  /** Deletes a baseline and its scores. */
  discardBaseline(id: string): Promise<void>;
  /** The drift of the run from a baseline. Show it before the scores. */
  drift(id: string, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Drift>;
  /** What can be written for use elsewhere: a model of the PCA family as SQL, Python or JSON; scripts that fit one; hunting queries. */
  modelForms(): Promise<readonly ElsewhereForm[]>;
  /** The text of a form. The detector's own model of an out-of-core log is not kept: `bad-request`. */
  writeModel(request: ModelRequest, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<string>;
  /**
   * Follows a growing file, or the `conn.log` of a folder with its rotated files, by a detector of the PCA family or the first one.
   * Nothing is read before `pollFollowed`.
   */
  follow(handle: FileHandle | FolderHandle, detector: string): Promise<void>;
  /**
   * Reads what came to the followed file: see docs/follow.md. The first call fits a model, which becomes a baseline. Throws
   * `LogError` `bad-request` if no file is followed.
   */
  pollFollowed(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<FollowUpdate>;
  /** Fits another model at the next poll. The one before stays as a baseline. */
  refitFollowed(): Promise<void>;
  stopFollowing(): Promise<void>;
}
