import { LogError } from '../core/errors.ts';
import type { BaselineSummary, LogSource, News, Predicate, Progress, Run } from '../worker/api.ts';
import { answer } from './answer.ts';
import { type Asked, allByScore, ask, placeIn } from './asked.ts';
import { isSameResult } from './awaited.ts';
import { mayBeModel, savedModelIn } from './baseline/saved-model.ts';
import type { EngineClient } from './engine-client.ts';
import { explainError, isAbort, leavesResult } from './failure/explain-error.ts';
import { isQuestion } from './failure/questions.ts';
import { inTime, pause } from './in-time.ts';
import { type Opened, spotBefore, visitSpot } from './journey.ts';
import type { Settings } from './settings.ts';
import {
  type Action,
  type DroppedModel,
  type Failure,
  isFinal,
  type Part,
  reduce,
  resultOf,
  type Shown,
  type State,
} from './state.ts';
import { markDrop, measureReady } from './timing.ts';

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
  ask(changes: Partial<Omit<Settings, 'dropsRepeated'>>): void;
  /** Leads to some flows, from wherever the user is. An open flow stays beside them when `isKeeping`. */
  showFlows(where: readonly Predicate[], label: string, isKeeping?: boolean): void;
  showTab(tab: string): void;
  /** Opens a flow, a host or a channel beside its list; a step comes from the one before or after it. */
  show(what: Partial<Opened>, isStep?: boolean): void;
  close(what: keyof Opened): void;
  /** Back to the flows that were listed before these. */
  back(): void;
  /** Goes to a spot of the journey; whether there is one of that id. */
  visit(id: string): boolean;
  /** Says that there is nothing to go back to. */
  turnBack(): void;
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

export function createController(client: EngineClient, asked: Asked): Controller {
  const { engine } = client;
  const listeners = new Set<() => void>();
  let state: State = { phase: 'empty', asked };
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
  let answering: { readonly asked: Asked; readonly stop: AbortController } | null = null;

  function dispatch(action: Action): void {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (state.phase === 'ready' && before.phase === 'loading' && state.job === before.job) becomeReady();
    for (const listener of listeners) listener();
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

  /** `own` holds for this log alone. */
  async function openLog({ name, bytes, source }: Drop, own: Partial<Asked> = {}): Promise<void> {
    stop.abort();
    if (state.phase === 'loading' && !hasWork) client.restart();
    stop = new AbortController();
    const { signal } = stop;
    job = ++jobs;
    const mine = job;
    markDrop();
    dispatch({ type: 'started', job: mine, name, bytes, now: performance.now() });
    dispatch({ type: 'asked', asked: { ...state.asked, ...own } });
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
    const run = await engine.open(withSettings(drop.source, state.asked), onProgress(mine), onNews(mine), signal);
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
      while (mine === job && !signal.aborted && resultOf(state)?.shown.asked !== state.asked) {
        const known = resultOf(state)?.run ?? run;
        const before = resultOf(state)?.shown ?? null;
        const mineStop = new AbortController();
        const either = AbortSignal.any([signal, mineStop.signal]);
        answering = { asked: state.asked, stop: mineStop };
        try {
          const report = onProgress(mine);
          const onOwn = (progress: Progress) => {
            if (!either.aborted) report(progress);
          };
          const shown = await answer(engine, known, state.asked, before, onOwn, either);
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

  async function change(asked: Asked): Promise<void> {
    dispatch({ type: 'asked', asked });
    const result = resultOf(state);
    if (result === null) return;
    if (settling === stop.signal) {
      // Another result is wanted: the one being computed is given up.
      if (answering !== null && !isSameResult(result.run, answering.asked, asked)) answering.stop.abort();
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

  /** What is on screen stays in place of an answer that cannot be given. */
  function takeBack(error: unknown): void {
    if (state.phase === 'ready') dispatch({ type: 'asked', asked: state.result.shown.asked });
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

  function go(action: Action): void {
    dispatch(action);
    void change(state.asked);
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
        dispatch({ type: 'asked', asked: state.result.shown.asked });
      }
    },
    ask: (changes) => void change(ask(state.asked, changes)),
    showFlows(where, label, isKeeping = false) {
      const place = { ...placeIn(state.asked), where, label };
      go({ type: 'went', to: { tab: 'flows', ...(isKeeping ? {} : { flow: null }) }, place });
    },
    showTab(tab) {
      if (state.phase === 'ready' && state.journey.spot.tab !== tab) dispatch({ type: 'went', to: { tab } });
    },
    show: (what, isStep = false) => dispatch({ type: 'opened', what, isStep }),
    close: (what) => dispatch({ type: 'closed', what }),
    back() {
      const before = state.phase === 'ready' ? spotBefore(state.journey, placeIn(state.asked)) : null;
      if (before === null) go({ type: 'went', to: { tab: 'flows' }, place: allByScore });
      else go({ type: 'visited', id: before });
    },
    visit(id) {
      if (state.phase !== 'ready' || visitSpot(state.journey, placeIn(state.asked), id) === null) return false;
      go({ type: 'visited', id });
      return true;
    },
    turnBack: () => dispatch({ type: 'turned-back' }),
    painted: (part, detection) => dispatch({ type: 'painted', part, detection }),
    fail,
    lose,
    report,
    dismissTrouble: () => dispatch({ type: 'trouble-dismissed' }),
    scoreBy({ id, label }) {
      const listed = resultOf(state)?.run.detectors ?? [];
      const others = listed.filter((detector) => detector.id !== id);
      dispatch({ type: 'detectors', detectors: [...others, { id, label, params: [], hasBaselines: false }] });
      void change(ask(state.asked, { detector: id }));
    },
    withdraw(id) {
      const listed = resultOf(state)?.run.detectors ?? [];
      dispatch({ type: 'detectors', detectors: listed.filter((detector) => detector.id !== id) });
      if (state.asked.detector === id) void change(ask(state.asked, { detector: null }));
    },
    takeDropped: () => dispatch({ type: 'model-dropped', model: null }),
  };
}

const MEGABYTE = 1e6;
/** Milliseconds after which Cancel shows the log that was open, and after which an engine that has not answered is replaced. */
const PATIENCE = 200;
const LOST = 2000;
/** Who loses the engine sooner again, in milliseconds, does so because of the log. */
const SELDOM = 60_000;

function withSettings(source: LogSource, { memory, dropsRepeated }: Asked): LogSource {
  if (source.kind !== 'files') return source;
  return {
    ...source,
    ...(memory === null ? {} : { memory: memory * MEGABYTE }),
    ...(dropsRepeated ? { isDroppingRepeated: true } : {}),
  };
}
