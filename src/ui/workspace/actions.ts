import { countOf } from '../../core/number-words.ts';
import type { Clause } from '../../core/selection/clauses.ts';
import type { BaselineSummary } from '../../worker/api.ts';
import { explainError } from '../failure/explain-error.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import type { Action } from './action.ts';
import type { Entity } from './entity.ts';
import { knownFindings } from './findings-in.ts';
import { applyLinkedFilter } from './linked-filter.ts';
import type { Preferences } from './preferences.ts';
import { type Part, resultOf, type Shown, type State, tabIn } from './state.ts';
import { visit } from './steps.ts';
import {
  type Axes,
  changeModel,
  type Group,
  type Lists,
  type Model,
  type Sort,
  type TabId,
  type Workspace,
} from './workspace.ts';

/** Changes of the workspace and of the open log's view. The engine answers afterwards, if the question changed. */
export interface Actions {
  setModel(changes: Partial<Model>): void;
  setSort(list: keyof Lists, sort: Sort): void;
  setColumns(list: keyof Lists, columns: ColumnLayout | null): void;
  /** Sets the grouping, or null for the detector's default. */
  setGroup(group: Group | null): void;
  /** Expands a finding into its flows, or collapses it. */
  toggleFinding(id: string): void;
  setSide(side: Lists['hosts']['side']): void;
  /** Lists only channels with that many flows in view. */
  setLeastFlows(flows: number): void;
  setAxes(axes: Axes): void;
  /** Applies the settings of a link. With a log open, its filter replaces the active ones, and Undo restores these. */
  setWorkspace(to: Partial<Omit<Workspace, 'open'>>): void;
  setPage(changes: Partial<Omit<Preferences, 'dropsRepeated'>>): void;
  /**
   * Changes the selection. `label` names the change for Undo. Changes with the same `key` in quick succession, such as
   * those of a drag, are undone together.
   */
  select(clauses: readonly Clause[], label: string, options?: { readonly key?: string; readonly tab?: TabId }): void;
  undo(): void;
  redo(): void;
  showTab(tab: TabId): void;
  /**
   * Opens an entity beside the list of a tab, by default the visible one. `isStep` means that a key moved there from
   * the open neighbour.
   */
  show(entity: Entity, options?: { readonly isStep?: boolean; readonly tab?: TabId }): void;
  close(): void;
  /** Visits a step by id. Returns whether the step exists. */
  visit(id: string): boolean;
  /** Reports that there is no earlier step. */
  turnBack(): void;
  /** A region of the page reports that it has painted a detection. */
  painted(part: Part, detection: Shown['detection']): void;
  dismissTrouble(): void;
  /** Adds a baseline to the run's detectors and shows its scores. */
  scoreBy(baseline: Pick<BaselineSummary, 'id' | 'label'>): void;
  /** Removes a baseline from the run's detectors. */
  withdraw(id: string): void;
  /** Reports that a dropped model was opened. */
  takeDropped(): void;
}

/**
 * Creates the actions. `dispatch` changes the state alone; `go` also asks the engine if the question has changed.
 */
export function createActions(
  state: () => State,
  dispatch: (action: Action) => void,
  go: (action: Action) => void,
): Actions {
  function change(to: Partial<Omit<Workspace, 'open'>>, edit: Edited = null, tab?: TabId): void {
    go({ type: 'changed', to, edit, now: performance.now(), ...(tab === undefined ? {} : { tab }) });
  }

  function changeList<Name extends keyof Lists>(name: Name, to: Partial<Lists[Name]>, edit: Edited = null): void {
    const { lists } = state().workspace;
    change({ lists: { ...lists, [name]: { ...lists[name], ...to } } }, edit);
  }

  return {
    setModel(changes) {
      const model = changeModel(state().workspace.model, changes);
      const isMoved = changes.threshold !== undefined && Object.keys(changes).length === 1;
      change({ model }, isMoved ? { label: 'Move the threshold', key: 'threshold' } : null);
    },
    setSort: (list, sort) => changeList(list, { sort }, { label: `Sort by ${sort.by}`, key: '' }),
    setColumns: (list, columns) => changeList(list, { columns }),
    setGroup: (group) => changeList('flows', { group }, { label: 'Group flows', key: '' }),
    toggleFinding(id) {
      const { opened } = state().workspace.lists.flows;
      changeList('flows', { opened: opened.includes(id) ? opened.filter((other) => other !== id) : [...opened, id] });
    },
    setSide: (side) => changeList('hosts', { side }, { label: `Show ${side}s`, key: '' }),
    setLeastFlows: (leastFlows) =>
      changeList(
        'channels',
        { leastFlows },
        { label: `Channels of at least ${countOf(leastFlows, 'flow')}`, key: 'least flows' },
      ),
    setAxes: (axes) => change({ axes }),
    setWorkspace(to) {
      const now = state();
      const { linkedFilter = '', linkedSuppressions = '', selection = now.workspace.selection } = to;
      const result = resultOf(now);
      if (now.phase !== 'ready' || result === null) return change(to);
      const link = applyLinkedFilter({ linkedFilter, linkedSuppressions, selection }, result.run, knownFindings(now));
      // A link lacks the filters with addresses that are active now.
      change({ ...to, ...link.to }, { label: 'Apply the link', key: '' });
      if (link.error !== null) dispatch({ type: 'troubled', failure: explainError(link.error) });
    },
    setPage: (changes) => dispatch({ type: 'preferred', page: changes }),
    select: (selection, label, { key = '', tab } = {}) => change({ selection }, { label, key }, tab),
    undo: () => go({ type: 'undone' }),
    redo: () => go({ type: 'redone' }),
    showTab(tab) {
      if (state().phase === 'ready' && tabIn(state()) !== tab) dispatch({ type: 'went', tab });
    },
    show(entity, { isStep = false, tab = tabIn(state()) } = {}) {
      dispatch({ type: 'opened', entity, isStep, tab });
    },
    close: () => dispatch({ type: 'closed' }),
    visit(id) {
      const now = state();
      if (now.phase !== 'ready' || visit(now, id) === null) return false;
      go({ type: 'visited', id });
      return true;
    },
    turnBack: () => dispatch({ type: 'turned-back' }),
    painted: (part, detection) => dispatch({ type: 'painted', part, detection }),
    dismissTrouble: () => dispatch({ type: 'trouble-dismissed' }),
    scoreBy({ id, label }) {
      const listed = resultOf(state())?.run.detectors ?? [];
      const others = listed.filter((detector) => detector.id !== id);
      dispatch({
        type: 'detectors',
        detectors: [...others, { id, label, short: label, params: [], hasBaselines: false, hasScripts: false }],
      });
      change({ model: changeModel(state().workspace.model, { detector: id }) });
    },
    withdraw(id) {
      const listed = resultOf(state())?.run.detectors ?? [];
      dispatch({ type: 'detectors', detectors: listed.filter((detector) => detector.id !== id) });
      if (state().workspace.model.detector === id) {
        change({ model: changeModel(state().workspace.model, { detector: null }) });
      }
    },
    takeDropped: () => dispatch({ type: 'model-dropped', model: null }),
  };
}

type Edited = Extract<Action, { type: 'changed' }>['edit'];
