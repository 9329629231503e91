import type { Condition, LogSource, News, Progress, Run } from '../worker/api.ts';
import { answer } from './answer.ts';
import { type Asked, ask, goBack, goTo } from './asked.ts';
import type { EngineClient } from './engine-client.ts';
import { explainError, isAbort } from './failure/explain-error.ts';
import { type Action, isFinal, type Part, reduce, resultOf, type Shown, type State } from './state.ts';
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
  ask(wish: Partial<Pick<Asked, 'detector' | 'contamination' | 'threshold' | 'memory' | 'sort' | 'alike'>>): void;
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
  /** The job whose wishes are being answered, 0 when none is. */
  let settling = 0;

  function dispatch(action: Action): void {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (isFinal(state) && before.phase === 'loading') measureReady(state);
    for (const listener of listeners) listener();
  }

  async function open({ name, bytes, source }: Drop): Promise<void> {
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
    settling = mine;
    try {
      while (mine === job && resultOf(state)?.shown.asked !== state.asked) {
        const shown = await answer(engine, run, state.asked, resultOf(state)?.shown ?? null, onProgress(mine), signal);
        dispatch({ type: 'answered', job: mine, run, shown });
      }
    } finally {
      if (settling === mine) settling = 0;
    }
  }

  async function change(asked: Asked): Promise<void> {
    dispatch({ type: 'asked', asked });
    const result = resultOf(state);
    if (result === null || settling === job) return;
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
      void open({ ...opened, source: { ...opened.source, isDroppingRepeated: true } });
    },
    cancel() {
      if (state.phase !== 'loading') return;
      job++;
      stop.abort();
      client.restart();
      dispatch({ type: 'cancelled' });
    },
    ask: (wish) => void change(ask(state.asked, wish)),
    showRelated: (where, label) => void change(goTo(state.asked, where, label)),
    back: () => void change(goBack(state.asked)),
    select: (flow) => dispatch({ type: 'selected', flow }),
    painted: (part, detection) => dispatch({ type: 'painted', part, detection }),
    fail,
    report(error) {
      if (!isAbort(error)) dispatch({ type: 'troubled', failure: explainError(error) });
    },
    dismissTrouble: () => dispatch({ type: 'trouble-dismissed' }),
  };
}

const MEGABYTE = 1e6;

function withMemory(source: LogSource, megabytes: number | null): LogSource {
  return source.kind === 'files' && megabytes !== null ? { ...source, memory: megabytes * MEGABYTE } : source;
}
