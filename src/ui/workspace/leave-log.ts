import { LogError } from '../../core/errors.ts';
import { explainError, isAbort } from '../failure/explain-error.ts';
import { inTime, pause } from '../in-time.ts';
import type { Found } from './drop.ts';
import { type OpeningContext, restart } from './opening-context.ts';
import { readLog } from './read-log.ts';
import type { Failure, State } from './state.ts';

/** Cancels opening a log, or the work on the open log. */
export function cancel(context: OpeningContext): void {
  const { client, state, dispatch, jobs, held } = context;
  const { phase } = state();
  if (phase === 'loading') {
    if (!held.hasWork) client.restart();
    void leave(context, null);
  } else if (phase === 'ready') {
    const { number, stop } = jobs.current();
    stop.abort();
    jobs.resume(number);
    dispatch({ type: 'taken-back' });
  }
}

/** Handles an error while a log was being opened or answered. */
export function fail(context: OpeningContext, error: unknown): void {
  if (isAbort(error)) return;
  const failure = explainError(error);
  if (context.state().phase === 'loading') void leave(context, failure);
  else context.dispatch({ type: 'failed', failure });
}

/** Handles the loss of the engine with all its data. */
export function lose(context: OpeningContext, error: unknown): void {
  const { state, dispatch, held } = context;
  const now = state();
  const hasLog = now.phase === 'ready' || (now.phase === 'loading' && now.kept !== null);
  const isOften = performance.now() - held.lostAt < SELDOM;
  held.lostAt = performance.now();
  if (hasLog && held.opened !== null && !isOften) return void restore(context, held.opened);
  held.hasWork = false;
  if (hasLog) dispatch({ type: 'failed', failure: explainError(error) });
  else fail(context, error);
}

/** Discards the log that is being opened. Returns to the previous log if the engine still has it. */
async function leave(context: OpeningContext, failure: Failure | null): Promise<void> {
  const { client, state, dispatch, jobs, held } = context;
  const { engine } = client;
  const mine = jobs.end();
  const kept = keptIn(state());
  if (!held.hasWork) return dispatch({ type: 'unopened', failure, isKept: false });
  const answered = inTime(kept !== null ? engine.reopen() : engine.ping().then(() => false), LOST);
  // A busy engine may answer late, so the previous log is shown after a short wait.
  const isKept = (await Promise.race([answered, pause(PATIENCE).then(() => kept !== null)])) ?? kept !== null;
  if (!jobs.isCurrent(mine)) return;
  const returning = keptIn(state());
  if (isKept && returning !== null) jobs.resume(returning.job);
  const left = jobs.current();
  dispatch({ type: 'unopened', failure, isKept });
  if ((await answered) === isKept || !jobs.isCurrent(left)) return;
  if (state().phase === 'ready') lose(context, new LogError('engine-lost'));
  else restart(context);
}

/** Reads the open log again in a new worker after the previous one was lost. */
async function restore(context: OpeningContext, drop: Found): Promise<void> {
  const mine = context.jobs.begin();
  restart(context);
  const { name, bytes } = drop;
  context.dispatch({ type: 'read-again', job: mine.number, name, bytes, now: performance.now() });
  try {
    await readLog(context, drop, mine);
  } catch (error) {
    if (context.jobs.isCurrent(mine)) fail(context, error);
  }
}

/** The previous log, while another is being opened. Null if there is none. */
function keptIn(state: State) {
  return state.phase === 'loading' ? state.kept : null;
}

/**
 * Milliseconds after which Cancel shows the previous log, and after which an engine that has not answered is replaced.
 */
const PATIENCE = 200;
const LOST = 2000;
/** Minimum milliseconds between two losses. A faster loss is blamed on the log. */
const SELDOM = 60_000;
