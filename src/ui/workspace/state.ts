import type {
  Described,
  Detection,
  EarlyResults,
  Findings,
  Labels,
  News,
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

/** Everything the page knows, rows excepted: those stay in the engine. */
export type State = Empty | Loading | Ready | Failed;
export interface Empty {
  readonly phase: 'empty';
  readonly workspace: Workspace;
  readonly page: Preferences;
}
export interface Loading {
  readonly phase: 'loading';
  readonly workspace: Workspace;
  readonly page: Preferences;
  readonly job: number;
  /** What was dropped, in a few words. */
  readonly name: string;
  readonly progress: Progress;
  /** When the phase of `progress` began, by the page's clock in milliseconds. */
  readonly phaseSince: number;
  readonly now: number;
  /** The newest of a log that takes a while. */
  readonly early: EarlyResults | null;
  /** Not null when the log is larger than memory. */
  readonly plan: Plan | null;
  /** The log that was open, to come back to when this one cannot be opened; null when there was none or it had to be given up. */
  readonly kept: Ready | null;
  readonly hasGivenUp: boolean;
  /** The log was open before and is read again: where the user was in it, and why. */
  readonly returning: Pick<Ready, 'workspace' | 'steps' | 'trouble'> | null;
  /** There as soon as it can be drawn; the state is `ready` when it has been. */
  readonly result: Result | null;
}
export interface Ready {
  readonly phase: 'ready';
  readonly workspace: Workspace;
  readonly page: Preferences;
  readonly job: number;
  readonly result: Result;
  readonly steps: Steps;
  readonly search: Search;
  /** Fields with labels that somebody gave the flows; empty while they are not known. */
  readonly labels: readonly Labels[];
  /** How far the answer to what is asked is, while it takes a while. */
  readonly work: Progress | null;
  readonly trouble: Trouble | null;
  /** A saved model that was dropped on the page and is still to be opened. */
  readonly dropped: DroppedModel | null;
}
/** The search for findings, once per run. */
export type Search =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'working'; readonly share: number }
  /** The user stopped it. */
  | { readonly phase: 'stopped' }
  /** Null when the run cannot have any. */
  | { readonly phase: 'done'; readonly findings: Findings | null }
  | { readonly phase: 'failed'; readonly failure: Failure };
/** What the user should hear of that did not cost the result. */
export type Trouble =
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** Another log was not opened, because of a failure or because it was cancelled, and this one stays. */
  | { readonly kind: 'unopened'; readonly name: string; readonly failure: Failure | null }
  /** The engine was replaced, and this log was read again. Another that was being opened, `name`, was not. */
  | { readonly kind: 'read-again'; readonly name: string | null; readonly failure: null }
  /** Back leads out of the page from here. */
  | { readonly kind: 'first-view' };
export interface DroppedModel {
  readonly name: string;
  readonly blob: Blob;
}
export interface Failed {
  readonly phase: 'failed';
  readonly workspace: Workspace;
  readonly page: Preferences;
  readonly failure: Failure;
}

/** One consistent answer to what was asked: all numbers on screen come from it. */
export interface Shown extends Described {
  /** What it is the answer to. Its clauses are those of `byClause`. */
  readonly workspace: Workspace;
  readonly detection: Detection;
  readonly view: View;
}
export interface Result {
  readonly run: Run;
  readonly shown: Shown;
  /** Parts that have not drawn this detection yet. */
  readonly waiting: readonly Part[];
}
export type Part = 'table' | 'charts';

export type Failure =
  | { readonly kind: 'log'; readonly problem: Problem; readonly causes: readonly Problem[] }
  | { readonly kind: 'bug'; readonly bug: Bug };
/** For a report: what happened, where, and in which version. */
export interface Bug {
  readonly message: string;
  readonly report: string;
}

export type Action =
  | {
      readonly type: 'started';
      readonly job: number;
      readonly name: string;
      readonly bytes: number;
      readonly now: number;
    }
  /** The log that was open is read again, because the engine has lost it. */
  | {
      readonly type: 'read-again';
      readonly job: number;
      readonly name: string;
      readonly bytes: number;
      readonly now: number;
    }
  | { readonly type: 'progressed'; readonly job: number; readonly progress: Progress; readonly now: number }
  | { readonly type: 'heard'; readonly job: number; readonly news: News }
  | {
      readonly type: 'changed';
      readonly to: Partial<Omit<Workspace, 'open'>>;
      /** What it is called and whether it goes on with the change before, where it can be undone. */
      readonly edit: { readonly label: string; readonly key: string } | null;
      /** By the page's clock, in milliseconds. */
      readonly now: number;
      /** Where the change leads to. */
      readonly tab?: TabId;
    }
  /** The answer that is asked for cannot be had: back to what is on screen. */
  | { readonly type: 'taken-back' }
  /** The log is closed, and all that was asked of it is forgotten. */
  | { readonly type: 'forgotten' }
  | { readonly type: 'undone' }
  | { readonly type: 'redone' }
  | { readonly type: 'preferred'; readonly page: Partial<Preferences> }
  | { readonly type: 'labels'; readonly job: number; readonly labels: readonly Labels[] }
  | { readonly type: 'searched'; readonly job: number; readonly search: Search }
  | { readonly type: 'answered'; readonly job: number; readonly run: Run; readonly shown: Shown }
  | { readonly type: 'painted'; readonly part: Part; readonly detection: Detection }
  /** `tab` is the one that is opened in. */
  | { readonly type: 'opened'; readonly entity: Entity; readonly isStep: boolean; readonly tab: TabId }
  | { readonly type: 'closed' }
  | { readonly type: 'went'; readonly tab: TabId }
  | { readonly type: 'visited'; readonly id: string }
  | { readonly type: 'turned-back' }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'troubled'; readonly failure: Failure }
  | { readonly type: 'trouble-dismissed' }
  | { readonly type: 'detectors'; readonly detectors: Run['detectors'] }
  | { readonly type: 'model-dropped'; readonly model: DroppedModel | null }
  /** The log is not opened: because of a failure, or because it was cancelled. */
  | { readonly type: 'unopened'; readonly failure: Failure | null; readonly isKept: boolean };

/** The result to draw, also while it is not final yet. */
export function resultOf(state: State): Result | null {
  return state.phase === 'ready' || state.phase === 'loading' ? state.result : null;
}

/** The result to draw, that of the log that was open while there is none of the next. */
export function drawnIn(state: State): State {
  return state.phase === 'loading' && state.result === null && state.kept !== null ? state.kept : state;
}

/** What is open beside the list. */
export function entityIn(state: State): Entity | null {
  return state.phase === 'ready' ? state.workspace.open.entity : null;
}

/** Which tab is in sight: the one that the user chose, or Findings while there are some or may be. */
export function tabIn(state: State): TabId {
  const { tab } = state.workspace.open;
  const result = resultOf(state);
  if (tab !== null || result === null || result.run.larger !== null) return tab ?? 'flows';
  if (state.phase !== 'ready') return 'findings';
  const { search } = state;
  if (search.phase === 'done') return search.findings === null || search.findings.total === 0 ? 'flows' : 'findings';
  return search.phase === 'waiting' || search.phase === 'working' ? 'findings' : 'flows';
}

/** Whether threshold, table and charts on screen are the answer to what is asked now. */
export function isFinal(state: State): boolean {
  return (
    state.phase === 'ready' &&
    state.result.waiting.length === 0 &&
    asksSame(state.result.shown.workspace, state.workspace)
  );
}

export type Act<Type extends Action['type']> = Extract<Action, { type: Type }>;
