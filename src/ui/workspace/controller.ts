import { LogError } from '../../core/errors.ts';
import type { Clause } from '../../core/selection/clauses.ts';
import type { BaselineSummary, LogSource, News, Progress, Run } from '../../worker/api.ts';
import { mayBeModel, savedModelIn } from '../baseline/saved-model.ts';
import type { EngineClient } from '../engine-client.ts';
import { explainError, isAbort, leavesResult } from '../failure/explain-error.ts';
import { isQuestion } from '../failure/questions.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import { inTime, pause } from '../in-time.ts';
import { markDrop, measureReady } from '../timing.ts';
import { answer } from './answer.ts';
import { isSameResult } from './awaited.ts';
import type { Entity } from './entity.ts';
import { type Preferences, usualPreferences } from './preferences.ts';
import { reduce } from './reduce.ts';
import { createSearch } from './search.ts';
import {
  type Action,
  type DroppedModel,
  type Failure,
  isFinal,
  type Part,
  resultOf,
  type Shown,
  type State,
  tabIn,
} from './state.ts';
import { visit } from './steps.ts';
import {
  type Axes,
  asksSame,
  changeModel,
  type Group,
  type Lists,
  type Model,
  newWorkspace,
  type Sort,
  type TabId,
  type Workspace,
} from './workspace.ts';

/** The actions and the state of the page. One per page; independent of React. */
export interface Controller {
  readonly engine: EngineClient['engine'];
  state(): State;
  /** Calls `listener` after every change of state. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
  /** Opens a log in place of the current one. If it cannot be opened, the current log returns. */
  open(drop: Drop): Promise<void>;
  /** Opens the current log again without flows that repeat an earlier uid. */
  reopenWithoutRepeated(): void;
  /** Opens the log that was refused because most of its rows are malformed. */
  openRemnant(): void;
  /** Opens the refused or the current log again and unpacks files of any size. */
  openUnpackingAll(which: 'refused' | 'open'): void;
  /**
   * Cancels the running work. While a log is being opened, discards it and returns to the previous log, or to the
   * start. With a log open, returns to the result on screen.
   */
  cancel(): void;
  setModel(changes: Partial<Model>): void;
  setSort(list: keyof Lists, sort: Sort): void;
  setColumns(list: keyof Lists, columns: ColumnLayout | null): void;
  /** Sets the grouping, or null for the detector's default. */
  setGroup(group: Group | null): void;
  /** Expands a finding into its flows, or collapses it. */
  toggleFinding(id: string): void;
  setSide(side: Lists['hosts']['side']): void;
  /** Lists only channels with that many flows in view. */
  setLeastFlows(flows: number): void;
  setAxes(axes: Axes): void;
  /** Applies the settings of a link. */
  setWorkspace(to: Partial<Omit<Workspace, 'open'>>): void;
  setPage(changes: Partial<Omit<Preferences, 'dropsRepeated'>>): void;
  /**
   * Changes the selection. `label` names the change for Undo. Changes with the same `key` in quick succession, such as
   * those of a drag, are undone together.
   */
  select(clauses: readonly Clause[], label: string, options?: { readonly key?: string; readonly tab?: TabId }): void;
  undo(): void;
  redo(): void;
  showTab(tab: TabId): void;
  /**
   * Opens an entity beside the list of a tab, by default the visible one. `isStep` means that a key moved there from
   * the open neighbour.
   */
  show(entity: Entity, options?: { readonly isStep?: boolean; readonly tab?: TabId }): void;
  close(): void;
  /** Visits a step by id. Returns whether the step exists. */
  visit(id: string): boolean;
  /** Reports that there is no earlier step. */
  turnBack(): void;
  /** Searches for findings again after the search was stopped or failed. */
  search(): void;
  stopSearch(): void;
  /** Reads the files of the open run again. */
  readAgain(): void;
  /** Closes the log and resets all results and settings of it. */
  closeLog(): void;
  /** Opens the files of the current run together with these as one run. */
  add(drop: Drop): Promise<void>;
  /** A region of the page reports that it has painted a detection. */
  painted(part: Part, detection: Shown['detection']): void;
  /** Closes the log because of an error. If it was still being opened, the previous log returns. */
  fail(error: unknown): void;
  /**
   * The engine ended or does not respond. Reads the open log again, at most once per minute, otherwise reports the
   * loss.
   */
  lose(error: unknown): void;
  /** Shows an error that does not affect the result. */
  report(error: unknown): void;
  dismissTrouble(): void;
  /** Adds a baseline to the run's detectors and shows its scores. */
  scoreBy(baseline: Pick<BaselineSummary, 'id' | 'label'>): void;
  /** Removes a baseline from the run's detectors. */
  withdraw(id: string): void;
  /** Reports that a dropped model was opened. */
  takeDropped(): void;
}

/**
 * Files to open: name and size in bytes (0 if unknown) are known immediately, the files when they have been collected.
 */
export interface Drop {
  readonly name: string;
  readonly bytes: number;
  readonly source: LogSource | Promise<LogSource>;
}

type Found = Drop & { readonly source: LogSource };

/** Creates the controller. `client` runs the engine. `workspace` and `page` are the settings before a log is opened. */
export function createController(
  client: EngineClient,
  workspace: Workspace = newWorkspace,
  page: Preferences = usualPreferences,
): Controller {
  const { engine } = client;
  const search = createSearch(engine, (job, found) => dispatch({ type: 'searched', job, search: found }));
  const listeners = new Set<() => void>();
  let state: State = { phase: 'empty', workspace, page };
  /** Number of the log that is open or being opened. */
  let job = 0;
  let jobs = 0;
  let drops = 0;
  /** Time of the latest loss of the engine. */
  let lostAt = -Infinity;
  let stop = new AbortController();
  /** Whether the worker holds a log or baselines that cancelling must not lose. */
  let hasWork = false;
  let opening: Found | null = null;
  let opened: Found | null = null;
  /** The drop that was refused with a question, about malformed rows or about unpacking. */
  let doubted: Found | null = null;
  /** A model that was dropped while its log was being read. */
  let waiting: DroppedModel | null = null;
  /** Signal of the job whose questions are being answered, null if none. */
  let settling: AbortSignal | null = null;
  /** The question being answered, with its abort controller. */
  let answering: { readonly model: Model; readonly stop: AbortController } | null = null;

  function dispatch(action: Action): void {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (state.phase === 'ready' && before.phase === 'loading' && state.job === before.job) becomeReady();
    for (const listener of listeners) listener();
    search.follow(state);
    if (state.phase !== 'loading' && waiting !== null) {
      const model = waiting;
      waiting = null;
      dispatch({ type: 'model-dropped', model });
    }
  }

  function becomeReady(): void {
    if (isFinal(state)) measureReady(state);
    hasWork = true;
    opened = opening;
    engine.keep().catch(report);
    const mine = job;
    engine.labels().then(
      (labels) => dispatch({ type: 'labels', job: mine, labels }),
      () => {}, // the log was closed meanwhile
    );
  }

  async function open(drop: Drop): Promise<void> {
    const mine = ++drops;
    const model = mayBeModel(drop) ? await savedModelIn(drop) : null;
    if (mine !== drops) return; // the last of several drops wins
    if (model === null) return openLog(drop);
    if (state.phase === 'ready') dispatch({ type: 'model-dropped', model });
    else if (state.phase === 'loading') waiting = model;
    else report(new LogError('baseline-first', { file: model.name }));
  }

  /** Opens a log. `own` are settings for this log alone; `keeps` keeps the selection. */
  async function openLog(
    { name, bytes, source }: Drop,
    own: Partial<Preferences> = {},
    keeps: Partial<Omit<Workspace, 'open'>> = {},
  ): Promise<void> {
    stop.abort();
    if (state.phase === 'loading' && !hasWork) client.restart();
    stop = new AbortController();
    const { signal } = stop;
    job = ++jobs;
    const mine = job;
    markDrop();
    dispatch({ type: 'started', job: mine, name, bytes, now: performance.now() });
    dispatch({ type: 'preferred', page: own });
    dispatch({ type: 'changed', to: keeps, edit: null, now: performance.now() });
    try {
      const found = await source;
      if (mine === job) await read({ name, bytes, source: found }, mine, signal);
    } catch (error) {
      if (mine !== job) return;
      doubted = error instanceof LogError && isQuestion(error.code) ? opening : null;
      fail(error);
    }
  }

  async function read(drop: Found, mine: number, signal: AbortSignal): Promise<void> {
    opening = drop;
    const run = await engine.open(withSettings(drop.source, state.page), onProgress(mine), onNews(mine), signal);
    await settle(run, mine, signal);
  }

  /** Reads the open log again in a new worker after the previous one was lost. */
  async function readAgain(drop: Found): Promise<void> {
    stop.abort();
    restart();
    stop = new AbortController();
    const { signal } = stop;
    job = ++jobs;
    const mine = job;
    dispatch({ type: 'read-again', job: mine, name: drop.name, bytes: drop.bytes, now: performance.now() });
    try {
      await read(drop, mine, signal);
    } catch (error) {
      if (mine === job) fail(error);
    }
  }

  /** Handles the loss of the engine with all its data. */
  function lose(error: unknown): void {
    const hasLog = state.phase === 'ready' || (state.phase === 'loading' && state.kept !== null);
    const isOften = performance.now() - lostAt < SELDOM;
    lostAt = performance.now();
    if (hasLog && opened !== null && !isOften) return void readAgain(opened);
    hasWork = false;
    if (hasLog) dispatch({ type: 'failed', failure: explainError(error) });
    else fail(error);
  }

  function onProgress(mine: number) {
    return (progress: Progress) => dispatch({ type: 'progressed', job: mine, progress, now: performance.now() });
  }

  function onNews(mine: number) {
    return (news: News) => dispatch({ type: 'heard', job: mine, news });
  }

  /** Answers questions until none is newer, one at a time. Skips questions that newer ones replaced. */
  async function settle(run: Run, mine: number, signal: AbortSignal): Promise<void> {
    settling = signal;
    try {
      while (mine === job && !signal.aborted && !isAnswered(state)) {
        const known = resultOf(state)?.run ?? run;
        const before = resultOf(state)?.shown ?? null;
        const mineStop = new AbortController();
        const either = AbortSignal.any([signal, mineStop.signal]);
        answering = { model: state.workspace.model, stop: mineStop };
        try {
          const report = onProgress(mine);
          const onOwn = (progress: Progress) => {
            if (!either.aborted) report(progress);
          };
          const shown = await answer(engine, known, state.workspace, before, onOwn, either);
          dispatch({ type: 'answered', job: mine, run, shown });
        } catch (error) {
          // A newer question replaced this one.
          if (!mineStop.signal.aborted || !isAbort(error)) throw error;
        }
      }
    } finally {
      if (settling === signal) settling = answering = null;
    }
  }

  /** Starts answering the current question if necessary. */
  async function follow(): Promise<void> {
    const result = resultOf(state);
    if (result === null || isAnswered(state)) return;
    if (settling === stop.signal) {
      // Another result is requested: cancels the one being computed.
      if (answering !== null && !isSameResult(result.run, answering.model, state.workspace.model)) {
        answering.stop.abort();
      }
      return;
    }
    const mine = job;
    try {
      await settle(result.run, mine, stop.signal);
    } catch (error) {
      if (mine === job && leavesResult(error)) takeBack(error);
      else if (mine === job) fail(error);
    }
  }

  function change(to: Partial<Omit<Workspace, 'open'>>, edit: Edited = null, tab?: TabId): void {
    go({ type: 'changed', to, edit, now: performance.now(), ...(tab === undefined ? {} : { tab }) });
  }

  function changeList<Name extends keyof Lists>(name: Name, to: Partial<Lists[Name]>, edit: Edited = null): void {
    const { lists } = state.workspace;
    change({ lists: { ...lists, [name]: { ...lists[name], ...to } } }, edit);
  }

  /** Keeps the result on screen when its replacement fails. */
  function takeBack(error: unknown): void {
    dispatch({ type: 'taken-back' });
    report(error);
  }

  function fail(error: unknown): void {
    if (isAbort(error)) return;
    const failure = explainError(error);
    if (state.phase === 'loading') void leave(failure);
    else dispatch({ type: 'failed', failure });
  }

  /** Discards the log that is being opened. Returns to the previous log if the engine still has it. */
  async function leave(failure: Failure | null): Promise<void> {
    job = ++jobs;
    const mine = job;
    stop.abort();
    const mayBeKept = state.phase === 'loading' && state.kept !== null;
    if (!hasWork) return dispatch({ type: 'unopened', failure, isKept: false });
    const answered = inTime(mayBeKept ? engine.reopen() : engine.ping().then(() => false), LOST);
    // A busy engine may answer late, so the previous log is shown after a short wait.
    const isKept = (await Promise.race([answered, pause(PATIENCE).then(() => mayBeKept)])) ?? mayBeKept;
    if (mine !== job) return;
    if (isKept && state.phase === 'loading' && state.kept !== null) {
      job = state.kept.job;
      stop = new AbortController();
    }
    const left = job;
    dispatch({ type: 'unopened', failure, isKept });
    if ((await answered) === isKept || job !== left) return;
    if (state.phase === 'ready') lose(new LogError('engine-lost'));
    else restart();
  }

  function restart(): void {
    client.restart();
    hasWork = false;
  }

  /** Another run of the same logs has other scores. */
  function keepingFlows(): Partial<Omit<Workspace, 'open'>> {
    const { model, selection, lists } = state.workspace;
    return { model: { ...model, threshold: null }, selection, lists };
  }

  function go(action: Action): void {
    dispatch(action);
    void follow();
  }

  function report(error: unknown): void {
    if (!isAbort(error)) dispatch({ type: 'troubled', failure: explainError(error) });
  }

  return {
    engine,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    reopenWithoutRepeated() {
      if (opened === null || opened.source.kind !== 'files') return;
      void openLog(opened, { dropsRepeated: true });
    },
    openRemnant() {
      if (doubted === null || doubted.source.kind !== 'files') return;
      void openLog({ ...doubted, source: { ...doubted.source, takesRemnant: true } });
    },
    openUnpackingAll(which) {
      const found = which === 'refused' ? doubted : opened;
      if (found === null || found.source.kind !== 'files') return;
      void openLog({ ...found, source: { ...found.source, isUnpackingAll: true } });
    },
    cancel() {
      if (state.phase === 'loading') {
        if (!hasWork) client.restart();
        void leave(null);
      } else if (state.phase === 'ready') {
        stop.abort();
        stop = new AbortController();
        dispatch({ type: 'taken-back' });
      }
    },
    setModel(changes) {
      const model = changeModel(state.workspace.model, changes);
      const isMoved = changes.threshold !== undefined && Object.keys(changes).length === 1;
      change({ model }, isMoved ? { label: 'Move the threshold', key: 'threshold' } : null);
    },
    setSort: (list, sort) => changeList(list, { sort }, { label: `Sort by ${sort.by}`, key: '' }),
    setColumns: (list, columns) => changeList(list, { columns }),
    setGroup: (group) => changeList('flows', { group }, { label: 'Group flows', key: '' }),
    toggleFinding(id) {
      const { opened } = state.workspace.lists.flows;
      changeList('flows', { opened: opened.includes(id) ? opened.filter((other) => other !== id) : [...opened, id] });
    },
    setSide: (side) => changeList('hosts', { side }, { label: `Show ${side}s`, key: '' }),
    setLeastFlows: (leastFlows) =>
      changeList('channels', { leastFlows }, { label: `Channels of at least ${leastFlows} flows`, key: 'least flows' }),
    setAxes: (axes) => change({ axes }),
    setWorkspace: (to) => change(to),
    setPage: (changes) => dispatch({ type: 'preferred', page: changes }),
    select: (selection, label, { key = '', tab } = {}) => change({ selection }, { label, key }, tab),
    undo: () => go({ type: 'undone' }),
    redo: () => go({ type: 'redone' }),
    showTab(tab) {
      if (state.phase === 'ready' && tabIn(state) !== tab) dispatch({ type: 'went', tab });
    },
    show(entity, { isStep = false, tab = tabIn(state) } = {}) {
      dispatch({ type: 'opened', entity, isStep, tab });
    },
    close: () => dispatch({ type: 'closed' }),
    visit(id) {
      if (state.phase !== 'ready' || visit(state, id) === null) return false;
      go({ type: 'visited', id });
      return true;
    },
    turnBack: () => dispatch({ type: 'turned-back' }),
    search() {
      if (state.phase === 'ready') search.begin(state.job);
    },
    stopSearch: search.stop,
    readAgain() {
      if (opened !== null) void openLog(opened, {}, keepingFlows());
    },
    closeLog() {
      job = ++jobs;
      stop.abort();
      restart();
      opened = opening = doubted = null;
      dispatch({ type: 'forgotten' });
    },
    async add(drop) {
      const added = await drop.source;
      if (opened?.source.kind !== 'files' || added.kind !== 'files') return open({ ...drop, source: added });
      const { source } = opened;
      const name = `${opened.name} and ${drop.name}`;
      const files = [...source.files, ...added.files];
      return openLog({ name, bytes: opened.bytes + drop.bytes, source: { ...source, files } }, {}, keepingFlows());
    },
    painted: (part, detection) => dispatch({ type: 'painted', part, detection }),
    fail,
    lose,
    report,
    dismissTrouble: () => dispatch({ type: 'trouble-dismissed' }),
    scoreBy({ id, label }) {
      const listed = resultOf(state)?.run.detectors ?? [];
      const others = listed.filter((detector) => detector.id !== id);
      dispatch({ type: 'detectors', detectors: [...others, { id, label, params: [], hasBaselines: false }] });
      change({ model: changeModel(state.workspace.model, { detector: id }) });
    },
    withdraw(id) {
      const listed = resultOf(state)?.run.detectors ?? [];
      dispatch({ type: 'detectors', detectors: listed.filter((detector) => detector.id !== id) });
      if (state.workspace.model.detector === id) {
        change({ model: changeModel(state.workspace.model, { detector: null }) });
      }
    },
    takeDropped: () => dispatch({ type: 'model-dropped', model: null }),
  };
}

type Edited = Extract<Action, { type: 'changed' }>['edit'];

/** Whether the result on screen answers the current question. */
function isAnswered(state: State): boolean {
  const result = resultOf(state);
  return result !== null && asksSame(result.shown.workspace, state.workspace);
}

const MEGABYTE = 1e6;
/**
 * Milliseconds after which Cancel shows the previous log, and after which an engine that has not answered is replaced.
 */
const PATIENCE = 200;
const LOST = 2000;
/** Minimum milliseconds between two losses. A faster loss is blamed on the log. */
const SELDOM = 60_000;

function withSettings(source: LogSource, { memory, dropsRepeated }: Preferences): LogSource {
  if (source.kind !== 'files') return source;
  return {
    ...source,
    ...(memory === null ? {} : { memory: memory * MEGABYTE }),
    ...(dropsRepeated ? { isDroppingRepeated: true } : {}),
  };
}
