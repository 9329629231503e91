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
import type { Tally, View } from '../core/query/view.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { BaselineSource, BaselineSummary } from './baseline-api.ts';
import type { ChannelDetail, ChannelsQuery, ChannelWindow } from './channel-api.ts';
import type { Detection, EvaluationQuery, NoiseCount, ResultSummary } from './detection-api.ts';
import type { FlowDetail, RowWindow, Trust } from './flow-api.ts';
import type { GroupSelection } from './group-api.ts';
import type { HostDetail, HostsOfFinding, HostsQuery, HostWindow } from './host-api.ts';
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
export type * from './group-api.ts';
export type * from './host-api.ts';
export type * from './run-api.ts';
export type * from './selection-api.ts';

/**
 * What the page can ask the engine: plain data in, plain data sized to the screen out.
 * `session.ts` implements it, `engine.ts` puts it behind a worker. Callbacks and the signal are direct
 * arguments because a callback inside an object cannot be cloned.
 */
export interface Engine {
  /** Answers at once, so that the page knows that the engine does. */
  ping(): Promise<void>;
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
  /** What a selection holds, in one answer: the threshold, and counts of the run, of the selection and of each clause. Afterwards `rows` answers at once. */
  describe(query: DescribeQuery, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Described>;
  /** The most frequent values of fields, in the order asked for. A field that was left in the files is read now. */
  facets(
    model: { readonly detector: string; readonly threshold: number },
    asked: readonly FacetQuery[],
    signal: AbortSignal,
  ): Promise<readonly Facet[]>;
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
  /** Counts ahead what every step of a brush will hold: 0.1 s per million flows. The brush that was prepared before is forgotten. */
  brush(query: BrushQuery, signal: AbortSignal): Promise<Brush>;
  /** What is inside a brush that was prepared, at once. `LogError` when another one was prepared since. */
  brushed(brush: number, box: BrushBox): Promise<Brushed>;
  /**
   * What stands out, joined to what an analyst would call one thing; found once a run. Null when it cannot be: of a log that is
   * larger than memory, or that lacks what Behaviour needs.
   */
  findings(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Findings | null>;
  /** How many of its flows each finding has in a selection, in the order of `Findings.list`. The first call waits for the findings. */
  findingCounts(selection: Pick<View, 'detector' | 'where'>, signal: AbortSignal): Promise<readonly number[]>;
  /** How far the run can be trusted. */
  trust(): Promise<Trust>;
  /**
   * How many flows each noise preset matches, in the order of `noisePresets`: of the whole run, or of the flows that are listed
   * when the log is larger than memory. About 0.3 s a million flows, once.
   */
  noise(detector: string, signal: AbortSignal): Promise<readonly NoiseCount[]>;
  /** Fields with labels that somebody gave the flows, and what stands there; none of a log that is larger than memory. */
  labels(): Promise<readonly Labels[]>;
  /** The area under the ROC curve by labels; not a number where positives or negatives are missing. */
  area(detector: string, query: EvaluationQuery, signal: AbortSignal): Promise<number>;
  /** How well a detector's scores agree with labels. */
  evaluate(detector: string, threshold: number, query: EvaluationQuery, signal: AbortSignal): Promise<Evaluation>;
  /** One flow with everything that explains it. Related flows are counted among those that meet `hiding`, all when absent. */
  flow(detector: string, flow: number, signal: AbortSignal, hiding?: readonly Predicate[]): Promise<FlowDetail>;
  /**
   * Places `start` to `end` (exclusive, clamped) of a list of hosts. The first call for this or for channels waits for
   * Behaviour. `LogError` for a log that is larger than memory: it needs all flows.
   */
  hosts(
    query: HostsQuery,
    start: number,
    end: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<HostWindow>;
  /**
   * One of them, by its number on its side or by its address, which is empty for hosts without one. Ports and peers are those it has in
   * the selection.
   */
  host(side: Side, host: number | string, signal: AbortSignal, selection?: GroupSelection): Promise<HostDetail>;
  /** The hosts of a finding, by its conditions; the first call waits for the list of hosts. */
  findingHosts(
    where: readonly Predicate[],
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Readonly<Record<Side, HostsOfFinding>>>;
  /** How many flows of a host each of some findings has, by their conditions. */
  hostFindings(
    side: Side,
    host: number,
    wheres: readonly (readonly Predicate[])[],
    signal: AbortSignal,
  ): Promise<readonly number[]>;
  /** As `hosts`: what goes from one source to one destination's port. */
  channels(
    query: ChannelsQuery,
    start: number,
    end: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<ChannelWindow>;
  channel(channel: number, signal: AbortSignal): Promise<ChannelDetail>;
  /** How many hosts and channels have a flow in a selection; the first call waits for Behaviour. `LogError` for a log larger than memory. */
  groupCounts(selection: GroupSelection, signal: AbortSignal): Promise<GroupCounts>;
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
