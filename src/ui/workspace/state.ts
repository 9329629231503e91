import type {
  Described,
  Detection,
  EarlyResults,
  Findings,
  Labels,
  Plan,
  Problem,
  Progress,
  Run,
  View,
} from '../../worker/api.ts';
import type { Entity } from './entity.ts';
import type { Preferences } from './preferences.ts';
import type { Steps } from './steps.ts';
import { asksSame, type TabId, type Workspace } from './workspace.ts';

/** The state of the page. Rows stay in the engine. */
export type State = Empty | Loading | Ready | Failed;
/** No log is open. */
export interface Empty {
  readonly phase: 'empty';
  readonly workspace: Workspace;
  readonly page: Preferences;
}
/** A log is being read. */
export interface Loading {
  readonly phase: 'loading';
  readonly workspace: Workspace;
  readonly page: Preferences;
  readonly job: number;
  /** Short name of the dropped files. */
  readonly name: string;
  readonly progress: Progress;
  /** Start of the phase of `progress` on the page's clock, in milliseconds. */
  readonly phaseSince: number;
  readonly now: number;
  /** The latest early results of a slow log, otherwise null. */
  readonly early: EarlyResults | null;
  /** The plan of an out-of-core log, otherwise null. */
  readonly plan: Plan | null;
  /** The previous log, to return to if this one cannot be opened. Null if there was none or it had to be closed. */
  readonly kept: Ready | null;
  readonly hasGivenUp: boolean;
  /** Set when an open log is read again: its workspace and steps, and the reason. */
  readonly returning: Pick<Ready, 'workspace' | 'steps' | 'trouble'> | null;
  /** The result to paint. The state becomes `ready` once it has been painted. */
  readonly result: Result | null;
}
/** A log is open and its result is on screen. */
export interface Ready {
  readonly phase: 'ready';
  readonly workspace: Workspace;
  readonly page: Preferences;
  readonly job: number;
  readonly result: Result;
  readonly steps: Steps;
  readonly search: Search;
  /** Label fields of the log. Empty while unknown. */
  readonly labels: readonly Labels[];
  /** Progress of a slow answer, otherwise null. */
  readonly work: Progress | null;
  readonly trouble: Trouble | null;
  /** A saved model that was dropped on the page and is not opened yet. */
  readonly dropped: DroppedModel | null;
}
/** The search for findings, once per run. */
export type Search =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'working'; readonly share: number }
  /** Stopped by the user. */
  | { readonly phase: 'stopped' }
  /** Null if the run cannot have findings. */
  | { readonly phase: 'done'; readonly findings: Findings | null }
  | { readonly phase: 'failed'; readonly failure: Failure };
/** A message about a problem that did not affect the result. */
export type Trouble =
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** Another log was not opened, because it failed or was cancelled. This log stays. */
  | { readonly kind: 'unopened'; readonly name: string; readonly failure: Failure | null }
  /** The engine was replaced, and this log was read again. Another log that was being opened, `name`, was not. */
  | { readonly kind: 'read-again'; readonly name: string | null; readonly failure: null }
  /** Back leaves the page from here. */
  | { readonly kind: 'first-view' };
/** A saved model that was dropped on the page. */
export interface DroppedModel {
  readonly name: string;
  readonly blob: Blob;
}
/** Opening a log failed and no other log is open. */
export interface Failed {
  readonly phase: 'failed';
  readonly workspace: Workspace;
  readonly page: Preferences;
  readonly failure: Failure;
}

/** One consistent result: all numbers on screen come from it. */
export interface Shown extends Described {
  /** The workspace that it answers. Its clauses have the order of `byClause`. */
  readonly workspace: Workspace;
  readonly detection: Detection;
  readonly view: View;
}
/** The run and the result to paint. */
export interface Result {
  readonly run: Run;
  readonly shown: Shown;
  /** Regions of the page that have not painted this detection yet. */
  readonly waiting: readonly Part[];
}
/** A region of the page that paints results. */
export type Part = 'table' | 'charts';

/** A failure to show: an expected problem, or a bug of the page. */
export type Failure =
  | { readonly kind: 'log'; readonly problem: Problem; readonly causes: readonly Problem[] }
  | { readonly kind: 'bug'; readonly bug: Bug };
/** The facts of a bug report: what happened, where, and in which version. */
export interface Bug {
  readonly message: string;
  readonly report: string;
}

/** The result to paint, also before it is final. Null without a result. */
export function resultOf(state: State): Result | null {
  return state.phase === 'ready' || state.phase === 'loading' ? state.result : null;
}

/** The state to paint: the previous log's while the next has no result. */
export function drawnIn(state: State): State {
  return state.phase === 'loading' && state.result === null && state.kept !== null ? state.kept : state;
}

/** The open entity, null if none. */
export function entityIn(state: State): Entity | null {
  return state.phase === 'ready' ? state.workspace.open.entity : null;
}

/** The visible tab: the user's choice, otherwise Findings if there are or may be findings. */
export function tabIn(state: State): TabId {
  const { tab } = state.workspace.open;
  const result = resultOf(state);
  if (tab !== null || result === null) return tab ?? 'flows';
  if (state.phase !== 'ready') return 'findings';
  const { search } = state;
  if (search.phase === 'done') return search.findings === null || search.findings.total === 0 ? 'flows' : 'findings';
  return search.phase === 'waiting' || search.phase === 'working' ? 'findings' : 'flows';
}

/** Whether threshold, table and charts on screen answer the current question. */
export function isFinal(state: State): boolean {
  return (
    state.phase === 'ready' &&
    state.result.waiting.length === 0 &&
    asksSame(state.result.shown.workspace, state.workspace)
  );
}
