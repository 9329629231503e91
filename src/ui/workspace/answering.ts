import type { LogError } from '../../core/errors.ts';
import type { Engine, Progress, Run } from '../../worker/api.ts';
import type { Ahead } from '../ask/ahead.ts';
import { isAbort } from '../failure/explain-error.ts';
import type { Action } from './action.ts';
import { answer } from './answer.ts';
import { isSameResult } from './awaited.ts';
import type { Job } from './jobs.ts';
import { refusedIn } from './refused.ts';
import { resultOf, type State } from './state.ts';
import { asksSame, type Model } from './workspace.ts';

/** Answers the questions of the workspace, one at a time. */
export interface Answering {
  /** Answers questions until none is newer. Skips questions that newer ones replaced. */
  settle(run: Run, job: Job): Promise<void>;
  /** Starts answering the current question if necessary. */
  follow(): Promise<void>;
}

/**
 * Creates `Answering` for the state of a page. `jobNow` is the log that is open or being opened. `explain` receives the
 * reason why clauses left the selection.
 */
export function createAnswering(
  engine: Engine,
  ahead: Ahead,
  state: () => State,
  dispatch: (action: Action) => void,
  jobNow: () => Job,
  explain: (error: LogError) => void,
): Answering {
  /** Signal of the job whose questions are being answered, null if none. */
  let settling: AbortSignal | null = null;
  /** The question being answered, with its abort controller. */
  let answering: { readonly model: Model; readonly stop: AbortController } | null = null;

  async function settle(run: Run, job: Job): Promise<void> {
    const { signal } = job.stop;
    settling = signal;
    try {
      while (job.number === jobNow().number && !signal.aborted && !isAnswered(state())) await answerOnce(run, job);
    } finally {
      if (settling === signal) settling = answering = null;
    }
  }

  async function answerOnce(run: Run, job: Job): Promise<void> {
    const now = state();
    const known = resultOf(now)?.run ?? run;
    const before = resultOf(now)?.shown ?? null;
    const stop = new AbortController();
    const either = AbortSignal.any([job.stop.signal, stop.signal]);
    answering = { model: now.workspace.model, stop };
    const onProgress = (progress: Progress) => {
      if (!either.aborted) dispatch({ type: 'progressed', job: job.number, progress, now: performance.now() });
    };
    try {
      const shown = await answer(engine, known, now.workspace, before, onProgress, either, ahead.announce);
      dispatch({ type: 'answered', job: job.number, run, shown });
    } catch (error) {
      // A newer question replaced this one.
      if (stop.signal.aborted && isAbort(error)) return;
      const refused = refusedIn(error, now.workspace.selection);
      if (refused === null) throw error;
      dispatch({ type: 'refused', job: job.number, clauses: refused.clauses });
      explain(refused.error);
    }
  }

  async function follow(): Promise<void> {
    const now = state();
    const result = resultOf(now);
    if (result === null || isAnswered(now)) return;
    const job = jobNow();
    if (settling !== job.stop.signal) return settle(result.run, job);
    // Another result is requested: cancels the one being computed.
    if (answering !== null && !isSameResult(result.run, answering.model, now.workspace.model)) answering.stop.abort();
  }

  return { settle, follow };
}

/** Whether the result on screen answers the current question. */
function isAnswered(state: State): boolean {
  const result = resultOf(state);
  return result !== null && asksSame(result.shown.workspace, state.workspace);
}
