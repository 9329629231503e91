import { LogError } from '../../core/errors.ts';
import type { News, Progress, Run } from '../../worker/api.ts';
import { type Ahead, createAhead } from '../ask/ahead.ts';
import { mayBeModel, savedModelIn } from '../baseline/saved-model.ts';
import type { EngineClient } from '../engine-client.ts';
import { explainError, isAbort, leavesResult } from '../failure/explain-error.ts';
import { isQuestion } from '../failure/questions.ts';
import { inTime, pause } from '../in-time.ts';
import { markDrop, measureReady } from '../timing.ts';
import type { Action } from './action.ts';
import { type Actions, createActions } from './actions.ts';
import { answer } from './answer.ts';
import { isSameResult } from './awaited.ts';
import { type Drop, type Found, withSettings } from './drop.ts';
import { isSameEntity } from './entity.ts';
import { applyLinkedFilter } from './linked-filter.ts';
import { type Preferences, usualPreferences } from './preferences.ts';
import { reduce } from './reduce.ts';
import { createSearch } from './search.ts';
import { type DroppedModel, entityIn, type Failure, isFinal, resultOf, type State } from './state.ts';
import { asksSame, type Model, newWorkspace, type Workspace } from './workspace.ts';

/** The actions and the state of the page. One per page; independent of React. */
export interface Controller extends Actions {
  readonly engine: EngineClient['engine'];
  /** Announces every selection that the engine is asked to describe. */
  readonly ahead: Ahead;
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
  /** Searches for findings again after the search was stopped or failed. */
  search(): void;
  stopSearch(): void;
  /** Reads the files of the open run again. */
  readAgain(): void;
  /** Closes the log and resets all results and settings of it. */
  closeLog(): void;
  /** Opens the files of the current run together with these as one run. */
  add(drop: Drop): Promise<void>;
  /** Closes the log because of an error. If it was still being opened, the previous log returns. */
  fail(error: unknown): void;
  /**
   * The engine ended or does not respond. Reads the open log again, at most once per minute, otherwise reports the
   * loss.
   */
  lose(error: unknown): void;
  /** Shows an error that does not affect the result. */
  report(error: unknown): void;
}

/** Creates the controller. `client` runs the engine. `workspace` and `page` are the settings before a log is opened. */
export function createController(
  client: EngineClient,
  workspace: Workspace = newWorkspace,
  page: Preferences = usualPreferences,
): Controller {
  const { engine } = client;
  const search = createSearch(engine, (job, found) => dispatch({ type: 'searched', job, search: found }));
  const ahead = createAhead();
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
  /** The error in the filter of the link that the page was opened with. It is shown beside the log. */
  let wrongLink: LogError | null = null;
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
    announceFlow(before);
    for (const listener of listeners) listener();
    search.follow(state);
    if (state.phase !== 'loading' && waiting !== null) {
      const model = waiting;
      waiting = null;
      dispatch({ type: 'model-dropped', model });
    }
  }

  /** Announces a flow that was opened, so that its details are requested before its panel is drawn. */
  function announceFlow(before: State): void {
    const [entity, last] = [entityIn(state), entityIn(before)];
    if (state.phase !== 'ready' || entity?.kind !== 'flow' || isSameEntity(entity, last)) return;
    const { run, shown } = state.result;
    const { view, threshold, modelThreshold, workspace: described } = shown;
    const { selection } = described;
    ahead.announce({ run, view, selection, threshold, modelThreshold, flow: entity.flow });
  }

  function becomeReady(): void {
    if (isFinal(state)) measureReady(state);
    hasWork = true;
    opened = opening;
    engine.keep().catch(report);
    if (wrongLink !== null) queueMicrotask(report.bind(null, wrongLink));
    wrongLink = null;
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
    const link = mine === job ? applyLinkedFilter(state.workspace, run) : null;
    if (link !== null) dispatch({ type: 'changed', to: link.to, edit: null, now: performance.now() });
    wrongLink = link?.error ?? null;
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
          const shown = await answer(engine, known, state.workspace, before, onOwn, either, ahead.announce);
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
    ...createActions(() => state, dispatch, go),
    engine,
    ahead,
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
    fail,
    lose,
    report,
  };
}

/** Whether the result on screen answers the current question. */
function isAnswered(state: State): boolean {
  const result = resultOf(state);
  return result !== null && asksSame(result.shown.workspace, state.workspace);
}

/**
 * Milliseconds after which Cancel shows the previous log, and after which an engine that has not answered is replaced.
 */
const PATIENCE = 200;
const LOST = 2000;
/** Minimum milliseconds between two losses. A faster loss is blamed on the log. */
const SELDOM = 60_000;
