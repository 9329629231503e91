import { LogError } from '../core/errors.ts';
import type { BaselineSummary, Condition, LogSource, News, Progress, Run } from '../worker/api.ts';
import { answer } from './answer.ts';
import { type Asked, ask, goBack, goTo } from './asked.ts';
import { mayBeModel, savedModelIn } from './baseline/saved-model.ts';
import type { EngineClient } from './engine-client.ts';
import { explainError, isAbort } from './failure/explain-error.ts';
import {
  type Action,
  type DroppedModel,
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
  /** Replaces whatever is open or being opened. */
  open(drop: Drop): Promise<void>;
  /** Opens what is open once more, without flows whose uid an earlier one has. */
  reopenWithoutRepeated(): void;
  /** Stops loading, frees what was loaded, and goes back to the start. */
  cancel(): void;
  ask(
    wish: Partial<
      Pick<Asked, 'detector' | 'params' | 'contamination' | 'threshold' | 'memory' | 'noise' | 'sort' | 'alike'>
    >,
  ): void;
  /** Goes back to what is on screen instead of what is under way. */
  callOff(): void;
  showRelated(where: readonly Condition[], label: string): void;
  back(): void;
  select(flow: number | null): void;
  /** A part of the page says that it has drawn the detection that it was given. */
  painted(part: Part, detection: Shown['detection']): void;
  /** Gives up the log. */
  fail(error: unknown): void;
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

export function createController(client: EngineClient, asked: Asked): Controller {
  const { engine } = client;
  const listeners = new Set<() => void>();
  let state: State = { phase: 'empty', asked };
  let job = 0;
  let stop = new AbortController();
  let opened: (Drop & { readonly source: LogSource }) | null = null;
  /** A model that was dropped while its log was being read. */
  let waiting: DroppedModel | null = null;
  /** The signal of the job whose wishes are being answered, null when none is. */
  let settling: AbortSignal | null = null;

  function dispatch(action: Action): void {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (isFinal(state) && before.phase === 'loading') measureReady(state);
    for (const listener of listeners) listener();
    if (state.phase !== 'loading' && waiting !== null) {
      const model = waiting;
      waiting = null;
      dispatch({ type: 'model-dropped', model });
    }
  }

  async function open(drop: Drop): Promise<void> {
    const model = mayBeModel(drop) ? await savedModelIn(drop) : null;
    if (model === null) return openLog(drop);
    if (state.phase === 'ready') dispatch({ type: 'model-dropped', model });
    else if (state.phase === 'loading') waiting = model;
    else report(new LogError('baseline-first', { file: model.name }));
  }

  async function openLog({ name, bytes, source }: Drop): Promise<void> {
    if (state.phase === 'loading') client.restart();
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    const mine = ++job;
    markDrop();
    dispatch({ type: 'started', job: mine, name, bytes, now: performance.now() });
    try {
      const found = await source;
      opened = { name, bytes, source: found };
      const run = await engine.open(withMemory(found, state.asked.memory), onProgress(mine), onNews(mine), signal);
      await settle(run, mine, signal);
    } catch (error) {
      if (mine === job) fail(error);
    }
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
        const shown = await answer(
          engine,
          known,
          state.asked,
          resultOf(state)?.shown ?? null,
          onProgress(mine),
          signal,
        );
        dispatch({ type: 'answered', job: mine, run, shown });
      }
    } finally {
      if (settling === signal) settling = null;
    }
  }

  async function change(asked: Asked): Promise<void> {
    dispatch({ type: 'asked', asked });
    const result = resultOf(state);
    if (result === null || settling === stop.signal) return;
    const mine = job;
    try {
      await settle(result.run, mine, stop.signal);
    } catch (error) {
      if (mine === job) fail(error);
    }
  }

  function fail(error: unknown): void {
    if (!isAbort(error)) dispatch({ type: 'failed', failure: explainError(error) });
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
      void openLog({ ...opened, source: { ...opened.source, isDroppingRepeated: true } });
    },
    cancel() {
      if (state.phase !== 'loading') return;
      job++;
      stop.abort();
      client.restart();
      dispatch({ type: 'cancelled' });
    },
    callOff() {
      if (state.phase !== 'ready') return;
      stop.abort();
      stop = new AbortController();
      dispatch({ type: 'asked', asked: state.result.shown.asked });
    },
    ask: (wish) => void change(ask(state.asked, wish)),
    showRelated: (where, label) => void change(goTo(state.asked, where, label)),
    back: () => void change(goBack(state.asked)),
    select: (flow) => dispatch({ type: 'selected', flow }),
    painted: (part, detection) => dispatch({ type: 'painted', part, detection }),
    fail,
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

function withMemory(source: LogSource, megabytes: number | null): LogSource {
  return source.kind === 'files' && megabytes !== null ? { ...source, memory: megabytes * MEGABYTE } : source;
}
