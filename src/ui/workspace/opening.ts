import { LogError } from '../../core/errors.ts';
import type { News, Progress, Run } from '../../worker/api.ts';
import { mayBeModel, savedModelIn } from '../baseline/saved-model.ts';
import type { EngineClient } from '../engine-client.ts';
import { explainError, isAbort } from '../failure/explain-error.ts';
import { isQuestion } from '../failure/questions.ts';
import { inTime, pause } from '../in-time.ts';
import { markDrop } from '../timing.ts';
import type { Action } from './action.ts';
import { type Drop, type Found, withSettings } from './drop.ts';
import { applyLinkedFilter } from './linked-filter.ts';
import type { Preferences } from './preferences.ts';
import type { DroppedModel, Failure, State } from './state.ts';
import type { Workspace } from './workspace.ts';

/** The log that is open or being opened: its number, and what cancels the work on it. */
export interface Job {
  readonly number: number;
  readonly stop: AbortController;
}

/** Opens, replaces and closes logs. */
export interface Opening {
  job(): Job;
  open(drop: Drop): Promise<void>;
  /** Opens the open log again with other settings for it alone. */
  again(own: Partial<Preferences>): void;
  /** Opens the open or the refused log again with other settings of its source. */
  againAs(which: 'refused' | 'open', changes: { readonly takesRemnant?: true; readonly isUnpackingAll?: true }): void;
  readAgain(): void;
  add(drop: Drop): Promise<void>;
  cancel(): void;
  close(): void;
  fail(error: unknown): void;
  lose(error: unknown): void;
  /** Receives that the log being opened is on screen. */
  becomeReady(): void;
  /** Delivers a model that was dropped while its log was being read. */
  deliverModel(): void;
}

/**
 * Creates `Opening` for the state of a page. `settle` answers the questions of a run. `report` shows an error that does
 * not affect the result.
 */
export function createOpening(
  client: EngineClient,
  state: () => State,
  dispatch: (action: Action) => void,
  settle: (run: Run, job: Job) => Promise<void>,
  report: (error: unknown) => void,
): Opening {
  const { engine } = client;
  let job: Job = { number: 0, stop: new AbortController() };
  let jobs = 0;
  let drops = 0;
  /** Time of the latest loss of the engine. */
  let lostAt = -Infinity;
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

  /** Cancels the work on the current log and starts that on another. */
  function begin(): Job {
    job.stop.abort();
    job = { number: ++jobs, stop: new AbortController() };
    return job;
  }

  /** Cancels the work on the current log without starting other work. */
  function end(): Job {
    job.stop.abort();
    job = { number: ++jobs, stop: job.stop };
    return job;
  }

  async function open(drop: Drop): Promise<void> {
    const mine = ++drops;
    const model = mayBeModel(drop) ? await savedModelIn(drop) : null;
    if (mine !== drops) return; // the last of several drops wins
    if (model === null) return openLog(drop);
    const { phase } = state();
    if (phase === 'ready') dispatch({ type: 'model-dropped', model });
    else if (phase === 'loading') waiting = model;
    else report(new LogError('baseline-first', { file: model.name }));
  }

  /** Opens a log. `own` are settings for this log alone; `keeps` keeps the selection. */
  async function openLog(
    { name, bytes, source }: Drop,
    own: Partial<Preferences> = {},
    keeps: Partial<Omit<Workspace, 'open'>> = {},
  ): Promise<void> {
    const mine = begin();
    if (state().phase === 'loading' && !hasWork) client.restart();
    markDrop();
    dispatch({ type: 'started', job: mine.number, name, bytes, now: performance.now() });
    dispatch({ type: 'preferred', page: own });
    dispatch({ type: 'changed', to: keeps, edit: null, now: performance.now() });
    try {
      const found = await source;
      if (mine.number === job.number) await read({ name, bytes, source: found }, mine);
    } catch (error) {
      if (mine.number !== job.number) return;
      doubted = error instanceof LogError && isQuestion(error.code) ? opening : null;
      fail(error);
    }
  }

  async function read(drop: Found, mine: Job): Promise<void> {
    opening = drop;
    const { number, stop } = mine;
    const onProgress = (progress: Progress) =>
      dispatch({ type: 'progressed', job: number, progress, now: performance.now() });
    const onNews = (news: News) => dispatch({ type: 'heard', job: number, news });
    const run = await engine.open(withSettings(drop.source, state().page), onProgress, onNews, stop.signal);
    if (number === job.number) {
      const link = applyLinkedFilter(state().workspace, run);
      wrongLink = link.error;
      dispatch({ type: 'changed', to: link.to, edit: null, now: performance.now() });
    }
    await settle(run, mine);
  }

  /** Reads the open log again in a new worker after the previous one was lost. */
  async function restore(drop: Found): Promise<void> {
    const mine = begin();
    restart();
    const { name, bytes } = drop;
    dispatch({ type: 'read-again', job: mine.number, name, bytes, now: performance.now() });
    try {
      await read(drop, mine);
    } catch (error) {
      if (mine.number === job.number) fail(error);
    }
  }

  /** Handles the loss of the engine with all its data. */
  function lose(error: unknown): void {
    const now = state();
    const hasLog = now.phase === 'ready' || (now.phase === 'loading' && now.kept !== null);
    const isOften = performance.now() - lostAt < SELDOM;
    lostAt = performance.now();
    if (hasLog && opened !== null && !isOften) return void restore(opened);
    hasWork = false;
    if (hasLog) dispatch({ type: 'failed', failure: explainError(error) });
    else fail(error);
  }

  function fail(error: unknown): void {
    if (isAbort(error)) return;
    const failure = explainError(error);
    if (state().phase === 'loading') void leave(failure);
    else dispatch({ type: 'failed', failure });
  }

  /** Discards the log that is being opened. Returns to the previous log if the engine still has it. */
  async function leave(failure: Failure | null): Promise<void> {
    const mine = end();
    const kept = keptIn(state());
    if (!hasWork) return dispatch({ type: 'unopened', failure, isKept: false });
    const answered = inTime(kept !== null ? engine.reopen() : engine.ping().then(() => false), LOST);
    // A busy engine may answer late, so the previous log is shown after a short wait.
    const isKept = (await Promise.race([answered, pause(PATIENCE).then(() => kept !== null)])) ?? kept !== null;
    if (mine.number !== job.number) return;
    const returning = keptIn(state());
    if (isKept && returning !== null) job = { number: returning.job, stop: new AbortController() };
    const left = job.number;
    dispatch({ type: 'unopened', failure, isKept });
    if ((await answered) === isKept || job.number !== left) return;
    if (state().phase === 'ready') lose(new LogError('engine-lost'));
    else restart();
  }

  function restart(): void {
    client.restart();
    hasWork = false;
  }

  return {
    job: () => job,
    open,
    again(own) {
      if (opened?.source.kind === 'files') void openLog(opened, own);
    },
    againAs(which, changes) {
      const found = which === 'refused' ? doubted : opened;
      if (found?.source.kind === 'files') void openLog({ ...found, source: { ...found.source, ...changes } });
    },
    readAgain() {
      if (opened !== null) void openLog(opened, {}, keptFlows(state()));
    },
    async add(drop) {
      const added = await drop.source;
      if (opened?.source.kind !== 'files' || added.kind !== 'files') return open({ ...drop, source: added });
      const { source } = opened;
      const name = `${opened.name} and ${drop.name}`;
      const files = [...source.files, ...added.files];
      const both: Drop = { name, bytes: opened.bytes + drop.bytes, source: { ...source, files } };
      return openLog(both, {}, keptFlows(state()));
    },
    cancel() {
      const { phase } = state();
      if (phase === 'loading') {
        if (!hasWork) client.restart();
        void leave(null);
      } else if (phase === 'ready') {
        job.stop.abort();
        job = { number: job.number, stop: new AbortController() };
        dispatch({ type: 'taken-back' });
      }
    },
    close() {
      end();
      restart();
      opened = opening = doubted = null;
      dispatch({ type: 'forgotten' });
    },
    fail,
    lose,
    becomeReady() {
      hasWork = true;
      opened = opening;
      engine.keep().catch(report);
      if (wrongLink !== null) queueMicrotask(report.bind(null, wrongLink));
      wrongLink = null;
      const { number } = job;
      engine.labels().then(
        (labels) => dispatch({ type: 'labels', job: number, labels }),
        () => {}, // the log was closed meanwhile
      );
    },
    deliverModel() {
      if (state().phase === 'loading' || waiting === null) return;
      const model = waiting;
      waiting = null;
      dispatch({ type: 'model-dropped', model });
    },
  };
}

/** The previous log, while another is being opened. Null if there is none. */
function keptIn(state: State) {
  return state.phase === 'loading' ? state.kept : null;
}

/** The selection for another run of the same logs, which has other scores. */
function keptFlows({ workspace: { model, selection, lists } }: State): Partial<Omit<Workspace, 'open'>> {
  return { model: { ...model, threshold: null }, selection, lists };
}

/**
 * Milliseconds after which Cancel shows the previous log, and after which an engine that has not answered is replaced.
 */
const PATIENCE = 200;
const LOST = 2000;
/** Minimum milliseconds between two losses. A faster loss is blamed on the log. */
const SELDOM = 60_000;
