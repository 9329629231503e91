import type { Clause } from '../../core/selection/clauses.ts';
import type { Detection, Labels, News, Progress, Run } from '../../worker/api.ts';
import type { Entity } from './entity.ts';
import type { Preferences } from './preferences.ts';
import type { DroppedModel, Failure, Part, Search, Shown } from './state.ts';
import type { TabId, Workspace } from './workspace.ts';

/** Everything that changes the state. */
export type Action =
  | {
      readonly type: 'started';
      readonly job: number;
      readonly name: string;
      readonly bytes: number;
      readonly now: number;
    }
  /** The open log is read again, because the engine lost it. */
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
      /** The words of the change, and the key that joins it to the previous one. Null if it cannot be undone. */
      readonly edit: { readonly label: string; readonly key: string } | null;
      /** Time on the page's clock, in milliseconds. */
      readonly now: number;
      /** The tab to show after the change. */
      readonly tab?: TabId;
    }
  /** The requested result cannot be computed: returns to the one on screen. */
  | { readonly type: 'taken-back' }
  /** The engine refused clauses of the selection. */
  | { readonly type: 'refused'; readonly job: number; readonly clauses: readonly Clause[] }
  /** The log is closed and its settings are reset. */
  | { readonly type: 'forgotten' }
  | { readonly type: 'undone' }
  | { readonly type: 'redone' }
  | { readonly type: 'preferred'; readonly page: Partial<Preferences> }
  | { readonly type: 'labels'; readonly job: number; readonly labels: readonly Labels[] }
  | { readonly type: 'searched'; readonly job: number; readonly search: Search }
  | { readonly type: 'answered'; readonly job: number; readonly run: Run; readonly shown: Shown }
  | { readonly type: 'painted'; readonly part: Part; readonly detection: Detection }
  /** `tab` is the tab whose list has the entity. */
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
  /** The log is not opened, because of a failure or a cancel. */
  | { readonly type: 'unopened'; readonly failure: Failure | null; readonly isKept: boolean };

/** An action of one type. */
export type Act<Type extends Action['type']> = Extract<Action, { type: Type }>;
