import { type Ahead, createAhead } from '../ask/ahead.ts';
import type { EngineClient } from '../engine-client.ts';
import { explainError, isAbort, leavesResult } from '../failure/explain-error.ts';
import { measureReady } from '../timing.ts';
import type { Action } from './action.ts';
import { type Actions, createActions } from './actions.ts';
import { createAnswering } from './answering.ts';
import type { Drop } from './drop.ts';
import { isSameEntity } from './entity.ts';
import { createOpening } from './opening.ts';
import { type Preferences, usualPreferences } from './preferences.ts';
import { reduce } from './reduce.ts';
import { createSearch } from './search.ts';
import { entityIn, isFinal, type State } from './state.ts';
import { newWorkspace, type Workspace } from './workspace.ts';

/** The actions and the state of the page. One per page; independent of React. */
export interface Controller extends Actions {
  readonly engine: EngineClient['engine'];
  /** Announces selections before the engine has described them, and flows that are opened. */
  readonly ahead: Ahead;
  state(): State;
  /** Calls `listener` after every change of state. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
  /** Opens a log in place of the current one. If it cannot be opened, the current log returns. */
  open(drop: Drop): Promise<void>;
  /** Opens the current log again without flows that repeat an earlier uid. */
  reopenWithoutRepeated(): void;
  /** Opens the current log again with this many megabytes of memory for its flows. */
  reopenWithMemory(megabytes: number): void;
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
  /** Whether the browser still reads the files of the open run. Some do not after a change. */
  canReadAgain(): Promise<boolean>;
  /** Reads the files of the open run again. */
  readAgain(): void;
  /** Opens a later state of the open log, and keeps the selection. */
  renew(drop: Drop): Promise<void>;
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
  const ahead = createAhead();
  const listeners = new Set<() => void>();
  let now: State = { phase: 'empty', workspace, page };
  const state = () => now;
  const search = createSearch(engine, (job, found) => dispatch({ type: 'searched', job, search: found }));
  const answering = createAnswering(
    engine,
    ahead,
    state,
    dispatch,
    () => opening.job(),
    (error) => opening.explain(error),
  );
  const opening = createOpening({ client, state, dispatch, settle: answering.settle, report });

  function dispatch(action: Action): void {
    const before = now;
    now = reduce(now, action);
    if (now === before) return;
    if (now.phase === 'ready' && before.phase === 'loading' && now.job === before.job) {
      if (isFinal(now)) measureReady(now);
      opening.becomeReady();
    }
    announceFlow(ahead, before, now);
    for (const listener of listeners) listener();
    search.follow(now);
    opening.deliverModel();
  }

  async function follow(): Promise<void> {
    const mine = opening.job().number;
    try {
      await answering.follow();
    } catch (error) {
      if (mine !== opening.job().number) return;
      if (!leavesResult(error)) return opening.fail(error);
      // Keeps the result on screen when its replacement fails.
      dispatch({ type: 'taken-back' });
      report(error);
    }
  }

  function go(action: Action): void {
    dispatch(action);
    void follow();
  }

  function report(error: unknown): void {
    if (!isAbort(error)) dispatch({ type: 'troubled', failure: explainError(error) });
  }

  const { open, cancel, canReadAgain, readAgain, renew, add, fail, lose } = opening;
  return {
    ...createActions(state, dispatch, go),
    ...{ engine, ahead, state, open, cancel, canReadAgain, readAgain, renew, add, fail, lose, report },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reopenWithoutRepeated: () => opening.again({ dropsRepeated: true }),
    reopenWithMemory: (megabytes) => opening.again({ memory: megabytes }),
    openRemnant: () => opening.againAs('refused', { takesRemnant: true }),
    openUnpackingAll: (which) => opening.againAs(which, { isUnpackingAll: true }),
    search() {
      if (now.phase === 'ready') search.begin(now.job);
    },
    stopSearch: search.stop,
    closeLog: opening.close,
  };
}

/** Announces a flow that was opened, so that its details are requested before its panel is drawn. */
function announceFlow(ahead: Ahead, before: State, now: State): void {
  const [entity, last] = [entityIn(now), entityIn(before)];
  if (now.phase !== 'ready' || entity?.kind !== 'flow' || isSameEntity(entity, last)) return;
  const { run, shown } = now.result;
  const { view, threshold, modelThreshold, workspace: described } = shown;
  const { selection } = described;
  ahead.announce({ run, view, selection, threshold, modelThreshold, flow: entity.flow });
}
