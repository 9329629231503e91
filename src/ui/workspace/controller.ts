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

/** What the page can do, and what it shows. One for the life of the page; knows no React. */
export interface Controller {
  readonly engine: EngineClient['engine'];
  state(): State;
  /** Hears of every new state; gives back how to stop hearing. */
  subscribe(listener: () => void): () => void;
  /** Replaces whatever is open or being opened; what is open comes back when the next cannot be opened. */
  open(drop: Drop): Promise<void>;
  /** Opens what is open once more, without flows whose uid an earlier one has. */
  reopenWithoutRepeated(): void;
  /** Opens the log that was refused because most of its rows could not be read, for the other rows. */
  openRemnant(): void;
  /** Opens the log that was refused, or that is open, once more, and unpacks it however large it becomes. */
  openUnpackingAll(which: 'refused' | 'open'): void;
  /**
   * Cancels the work under way. While a log is being opened, frees it and returns to the log that was open, or to the start. With a log
   * open, returns to the result on screen.
   */
  cancel(): void;
  setModel(changes: Partial<Model>): void;
  setSort(list: keyof Lists, sort: Sort): void;
  setColumns(list: keyof Lists, columns: ColumnLayout | null): void;
  /** Null for what the detector is usually read by. */
  setGroup(group: Group | null): void;
  /** Makes the flows of a finding lines of their own, or one line again. */
  toggleFinding(id: string): void;
  setSide(side: Lists['hosts']['side']): void;
  /** Lists only channels with that many flows in view. */
  setLeastFlows(flows: number): void;
  setAxes(axes: Axes): void;
  /** What a link asks for, or part of it. */
  setWorkspace(to: Partial<Omit<Workspace, 'open'>>): void;
  setPage(changes: Partial<Omit<Preferences, 'dropsRepeated'>>): void;
  /** Other flows in view. `label` says what was done; changes of one `key` in quick succession are one, such as those of a drag. */
  select(clauses: readonly Clause[], label: string, options?: { readonly key?: string; readonly tab?: TabId }): void;
  undo(): void;
  redo(): void;
  showTab(tab: TabId): void;
  /** Opens something beside the list of a tab, the one in sight when none is given; a step comes from the row before or after it. */
  show(entity: Entity, options?: { readonly isStep?: boolean; readonly tab?: TabId }): void;
  close(): void;
  /** Goes to a step before or after; whether there is one of that id. */
  visit(id: string): boolean;
  /** Says that there is nothing to go back to. */
  turnBack(): void;
  /** Searches for findings, after the search was stopped or failed. */
  search(): void;
  stopSearch(): void;
  /** Reads the files of the open run again. */
  readAgain(): void;
  /** Gives up the log and forgets all that was learned and asked for. */
  closeLog(): void;
  /** Opens the files of the open run and these as one. */
  add(drop: Drop): Promise<void>;
  /** A part of the page says that it has drawn the detection that it was given. */
  painted(part: Part, detection: Shown['detection']): void;
  /** Gives up the log; the one before it comes back if this one was still being opened. */
  fail(error: unknown): void;
  /** The engine ended or does not answer: reads the open log again, once a minute at most, or says that it is gone. */
  lose(error: unknown): void;
  /** Tells of an error that leaves the result as it is. */
  report(error: unknown): void;
  dismissTrouble(): void;
  /** Lists a baseline that this run was scored by among its detectors, and shows its scores. */
  scoreBy(baseline: Pick<BaselineSummary, 'id' | 'label'>): void;
  /** Takes a baseline off the list. */
  withdraw(id: string): void;
  /** Whoever opens a dropped model says that it has taken it. */
  takeDropped(): void;
}

/** Something to open: what to call it and its size in bytes (0 when not known) at once, its files when they are found. */
export interface Drop {
  readonly name: string;
  readonly bytes: number;
  readonly source: LogSource | Promise<LogSource>;
}

type Found = Drop & { readonly source: LogSource };

export function createController(
  client: EngineClient,
  workspace: Workspace = newWorkspace,
  page: Preferences = usualPreferences,
): Controller {
  const { engine } = client;
  const search = createSearch(engine, (job, found) => dispatch({ type: 'searched', job, search: found }));
  const listeners = new Set<() => void>();
  let state: State = { phase: 'empty', workspace, page };
  /** The one that is open or being opened. */
  let job = 0;
  let jobs = 0;
  let drops = 0;
  /** When the engine was lost for the last time. */
  let lostAt = -Infinity;
  let stop = new AbortController();
  /** Whether the worker has what cancelling may not cost: a log, or baselines that were learned beside it. */
  let hasWork = false;
  let opening: Found | null = null;
  let opened: Found | null = null;
  /** The drop that was refused with a question: because most of its rows could not be read, or of what it unpacks to. */
  let doubted: Found | null = null;
  /** A model that was dropped while its log was being read. */
  let waiting: DroppedModel | null = null;
  /** The signal of the job whose questions are being answered, null when none is. */
  let settling: AbortSignal | null = null;
  /** What is being answered, and how to give it up. */
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
      () => {}, // the log was given up meanwhile
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

  /** `own` holds for this log alone; `keeps` leaves the same flows in view. */
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

  /** Reads the log that is open again, in another worker, because the one that had it is lost. */
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

  /** The engine is lost with all that it had. */
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

  /** Answers what is asked until nothing newer is: one question after another, those overtaken left out. */
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
          // Overtaken: the next is asked for.
          if (!mineStop.signal.aborted || !isAbort(error)) throw error;
        }
      }
    } finally {
      if (settling === signal) settling = answering = null;
    }
  }

  /** Has what is asked for answered, where it is not yet. */
  async function follow(): Promise<void> {
    const result = resultOf(state);
    if (result === null || isAnswered(state)) return;
    if (settling === stop.signal) {
      // Another result is wanted: the one being computed is given up.
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

  /** What is on screen stays in place of an answer that cannot be given. */
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

  /** Gives up the log that is being opened, for the one that was open if the engine still has it. */
  async function leave(failure: Failure | null): Promise<void> {
    job = ++jobs;
    const mine = job;
    stop.abort();
    const mayBeKept = state.phase === 'loading' && state.kept !== null;
    if (!hasWork) return dispatch({ type: 'unopened', failure, isKept: false });
    const answered = inTime(mayBeKept ? engine.reopen() : engine.ping().then(() => false), LOST);
    // What was on screen is there again sooner than an engine that is at work may answer.
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

/** Whether the result on screen is the answer to what is asked. */
function isAnswered(state: State): boolean {
  const result = resultOf(state);
  return result !== null && asksSame(result.shown.workspace, state.workspace);
}

const MEGABYTE = 1e6;
/** Milliseconds after which Cancel shows the log that was open, and after which an engine that has not answered is replaced. */
const PATIENCE = 200;
const LOST = 2000;
/** Who loses the engine sooner again, in milliseconds, does so because of the log. */
const SELDOM = 60_000;

function withSettings(source: LogSource, { memory, dropsRepeated }: Preferences): LogSource {
  if (source.kind !== 'files') return source;
  return {
    ...source,
    ...(memory === null ? {} : { memory: memory * MEGABYTE }),
    ...(dropsRepeated ? { isDroppingRepeated: true } : {}),
  };
}
