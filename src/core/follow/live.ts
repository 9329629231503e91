import type { Baseline } from '../baseline/baseline.ts';
import { memberOf } from '../baseline/baseline.ts';
import type { Drift } from '../baseline/drift.ts';
import { fitsTable } from '../baseline/score-baseline.ts';
import type { Control } from '../control.ts';
import { scoreWith } from '../detect/detect.ts';
import { LogError, type Problem } from '../errors.ts';
import type { Means } from '../read-files.ts';
import { surveyingIfNeeded } from '../read-logs.ts';
import { type Lag, lagOf, reportFlows } from './flow-report.ts';
import { FlowSample } from './flow-sample.ts';
import { FlowWindow, windowLimits } from './flow-window.ts';
import { Follower, type Piece } from './follower.ts';
import type { FollowedPath } from './growing-file.ts';
import { History, piecesBefore } from './history.ts';
import type { LiveEvent, LiveOptions, LiveStatus } from './live-events.ts';
import { fitLive, fitToSample, LEAST_FLOWS, type LiveModel } from './live-model.ts';
import type { LiveState } from './live-state.ts';
import { Pace } from './pace.ts';
import { type ReadPiece, readPiece } from './read-piece.ts';
import { ReportedSubjects, subjectOf } from './reported-subjects.ts';
import { driftOfWindow, searchWindow } from './window-search.ts';

const STALL = 5 * 60 * 1000;
/** Milliseconds between two searches. */
const SEARCH_EVERY = 60 * 1000;

/**
 * Follows a log: fits a model to what is there, scores what comes by it, and says each flow above the threshold and each new finding
 * once. Memory is bounded: a window of lines, a sample of flows, and sums. `poll` works; nothing happens between two polls.
 */
export class Live {
  private readonly path: FollowedPath;
  private readonly options: LiveOptions;
  private readonly means: Means;
  private follower: Follower;
  private readonly window: FlowWindow;
  private sample = new FlowSample();
  private readonly pace = new Pace();
  private readonly reported: ReportedSubjects;
  private model: LiveModel | null;
  private before: LiveModel | null;
  private counts: LiveState['counts'];
  private isBegun: boolean;
  private isFilled = false;
  private lastRow: number | null = null;
  private lag: Lag | null = null;
  private quietSince: number;
  private isStalled = false;
  private isWaiting = false;
  /** Pieces in the window when the last search began, and when the model came into use. */
  private searchedTo = 0;
  private modelFrom = 0;
  private searchedAt: number;
  private verdict: Drift['verdict'] = 'alike';
  private problem = '';
  private wantsRefit = false;
  private committed: LiveState | null;

  constructor(path: FollowedPath, options: LiveOptions, means: Means, state: LiveState | null = null) {
    this.path = path;
    this.options = options;
    this.means = means;
    this.follower = new Follower(path, state?.follow);
    this.window = new FlowWindow(options.window ?? windowLimits);
    this.reported = new ReportedSubjects(state?.reported);
    this.model = state?.model ?? null;
    this.before = state?.before ?? null;
    this.counts = state?.counts ?? { flows: 0, above: 0, findings: 0, unread: 0 };
    this.isBegun = state !== null;
    this.committed = state;
    this.quietSince = options.clock();
    this.searchedAt = options.clock();
  }

  /** Where following stands after the last events that were taken; null before the first. To be saved. */
  get state(): LiveState | null {
    return this.committed;
  }

  get status(): LiveStatus {
    const { clock } = this.options;
    return {
      file: this.path.name,
      position: this.follower.state.position,
      size: this.follower.size,
      ...this.counts,
      perMinute: this.pace.perMinute(clock()),
      lastRow: this.lastRow,
      lag: this.lag,
      isStalled: this.isStalled,
      model: this.model,
    };
  }

  /** The model that the one in use replaced. */
  get modelBefore(): LiveModel | null {
    return this.before;
  }

  /** Fits another model at the next poll, to a sample of the flows since the last fit. */
  refit(): void {
    this.wantsRefit = true;
  }

  /** Looks at the log once. What came out was taken when the next events are asked for. */
  async *poll(control: Control): AsyncGenerator<readonly LiveEvent[]> {
    if (!this.isBegun) yield* this.taking(await this.begin(control));
    if (!this.isFilled) await this.fillWindow(control);
    for await (const step of this.follower.poll()) {
      if (step.kind === 'turn') yield* this.taking([step]);
      else {
        yield* this.taking(await this.take(step, control));
        if (this.window.flowsFrom(this.searchedTo) >= this.searchFlows) yield* this.taking(await this.search(control));
      }
    }
    yield* this.taking(await this.look(control));
  }

  async close(): Promise<void> {
    await this.follower.close();
  }

  /** What following stands at is noted when the consumer has taken the events. */
  private async *taking(events: readonly LiveEvent[]): AsyncGenerator<readonly LiveEvent[]> {
    const state = this.now();
    try {
      if (events.length > 0) yield events;
    } finally {
      this.committed = state;
    }
  }

  private now(): LiveState {
    const { model, before, counts } = this;
    return { version: 1, follow: this.follower.state, model, before, counts, reported: this.reported.list() };
  }

  /** Flows after which the window is searched, whatever the clock says: each flow is in one search at least. */
  private get searchFlows(): number {
    return (this.options.window ?? windowLimits).flows;
  }

  /** Fits the model to what is there, if that is enough. */
  private async begin(control: Control): Promise<LiveEvent[]> {
    const { fitting, baseline, clock } = this.options;
    this.isBegun = true;
    const file = await this.path.open();
    const size = (await file?.size()) ?? 0;
    await file?.close();
    const history = new History(this.path, size);
    try {
      const model = await surveyingIfNeeded((forms) =>
        fitLive(fitting, baseline, history.flows(this.means, forms), this.path.name, clock(), control),
      );
      if (model.flows < LEAST_FLOWS || history.state === null) return [];
      this.follower = new Follower(this.path, history.state);
      return this.use(model);
    } catch (error) {
      // There is too little to fit to, so that the first flows that come are waited for.
      if (error instanceof LogError && waitsFor.has(error.code)) return [];
      throw error;
    }
  }

  /** Findings need what was there before. */
  private async fillWindow(control: Control): Promise<void> {
    this.isFilled = true;
    for await (const piece of piecesBefore(this.path, this.follower.state)) {
      const read = await readPiece(piece, control, this.means);
      if ('logs' in read) this.window.add(piece, read.logs.table.rows, this.options.clock());
    }
    this.searchedTo = this.window.count;
    this.modelFrom = this.window.count;
  }

  private use(model: Omit<LiveModel, 'number'>): LiveEvent[] {
    const before = this.model;
    this.model = { ...model, number: (before?.number ?? 0) + 1 };
    this.before = before;
    this.sample = new FlowSample();
    this.modelFrom = this.window.count;
    this.verdict = 'alike';
    this.wantsRefit = false;
    return [{ kind: 'model', model: this.model, before }];
  }

  private async take(piece: Piece, control: Control): Promise<LiveEvent[]> {
    const now = this.options.clock();
    const read = await readPiece(piece, control, this.means);
    if (!('logs' in read)) return this.say(read);
    const { table } = read.logs;
    this.counts = {
      ...this.counts,
      flows: this.counts.flows + table.rows,
      unread: this.counts.unread + read.unread,
    };
    if (table.rows === 0) {
      const problem = read.problem ?? (this.counts.flows === 0 ? this.otherLog(read) : null);
      return problem === null ? [] : this.say(problem);
    }
    const events: LiveEvent[] = this.isStalled ? [{ kind: 'resumed' }] : [];
    this.isStalled = false;
    this.lastRow = now;
    this.lag = lagOf(table, table.rows - 1, now);
    this.pace.add(table.rows, now);
    this.window.add(piece, table.rows, now);
    const { model } = this;
    if (model === null) {
      this.sample.add(table);
      return [...events, ...(await this.fitFirst(control))];
    }
    try {
      fitsTable(model.baseline, table);
    } catch (error) {
      if (error instanceof LogError) return [...events, ...this.say(error)];
      throw error;
    }
    this.problem = '';
    this.sample.add(table);
    const { detector } = memberOf(model.baseline.detector);
    const scored = await scoreWith(detector, model.baseline.model, model.baseline.params, table, quietly(control));
    const flows = reportFlows(piece, table, scored, model.threshold, now);
    this.counts = { ...this.counts, above: this.counts.above + flows.length };
    return [...events, ...flows.map((flow): LiveEvent => ({ kind: 'flow', flow }))];
  }

  /** The first model, once enough flows came. */
  private async fitFirst(control: Control): Promise<LiveEvent[]> {
    return this.sample.seen < LEAST_FLOWS ? [] : this.fitSample(this.options.baseline, control);
  }

  private async fitSample(given: Baseline | null, control: Control): Promise<LiveEvent[]> {
    const { fitting, clock } = this.options;
    try {
      const { sample, means, path } = this;
      return this.use(await fitToSample(fitting, given, sample, path.name, clock(), quietly(control), means));
    } catch (error) {
      if (error instanceof LogError) return this.say(error);
      throw error;
    }
  }

  /** What is due by the clock. */
  private async look(control: Control): Promise<LiveEvent[]> {
    const now = this.options.clock();
    const { refitSeconds } = this.options;
    const events: LiveEvent[] = [];
    if (this.model === null && !this.isWaiting) {
      this.isWaiting = true;
      events.push({ kind: 'waiting', flows: this.sample.seen, least: LEAST_FLOWS });
    }
    if (!this.isStalled && now - (this.lastRow ?? this.quietSince) >= STALL) {
      this.isStalled = true;
      events.push({ kind: 'stalled' });
    }
    const isNew = this.window.flowsFrom(this.searchedTo) > 0;
    if (isNew && now - this.searchedAt >= SEARCH_EVERY) events.push(...(await this.search(control)));
    const isOld = refitSeconds !== null && this.model !== null && now - this.model.since >= 1000 * refitSeconds;
    if (this.model !== null && (isOld || this.wantsRefit) && this.sample.seen >= LEAST_FLOWS) {
      events.push(...(await this.fitSample(null, control)));
    }
    return events;
  }

  /** Findings of the window, and drift. Nothing is said before there is a model: what was there is no news. */
  private async search(control: Control): Promise<LiveEvent[]> {
    const now = this.options.clock();
    const { window, model, means } = this;
    const from = Math.max(this.searchedTo, this.modelFrom);
    this.searchedTo = window.count;
    this.searchedAt = now;
    if (model === null) return [];
    const events: LiveEvent[] = [];
    for (const { finding, hasNew } of await searchWindow(window, from, quietly(control), means)) {
      const subject = subjectOf(finding);
      if (!hasNew) this.reported.goesOn(subject, now);
      else if (this.reported.isNew(subject, now)) events.push({ kind: 'finding', finding, subject });
    }
    this.reported.forgetOld(now);
    this.counts = { ...this.counts, findings: this.counts.findings + events.length };
    const drift = await driftOfWindow(window, this.modelFrom, model.baseline, quietly(control), means);
    if (drift !== null && drift.verdict !== this.verdict) {
      this.verdict = drift.verdict;
      events.push({ kind: 'drift', drift });
    }
    return events;
  }

  /** A file of another log, such as a dns.log. Among flows, rows of other logs are no problem. */
  private otherLog({ logs }: ReadPiece): Problem | null {
    const [{ contexts }] = logs.files;
    if (contexts.length === 0) return null;
    return { code: 'other-log', detail: { file: this.path.name, path: contexts[0].log } };
  }

  private say({ code, detail }: Problem): LiveEvent[] {
    const key = `${code} ${detail.fields ?? ''}`;
    const isKnown = key === this.problem;
    this.problem = key;
    return isKnown ? [] : [{ kind: 'problem', problem: { code, detail } }];
  }
}

/** Why a model cannot be fitted yet. */
const waitsFor: ReadonlySet<Problem['code']> = new Set(['empty', 'no-rows', 'no-log', 'flat-baseline', 'other-log']);

function quietly({ signal }: Control): Control {
  return { signal, report: () => {} };
}
