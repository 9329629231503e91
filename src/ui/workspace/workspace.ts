import type { Clause } from '../../core/selection/clauses.ts';
import type { Grouping, Params, Side } from '../../worker/api.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import type { Entity } from './entity.ts';

/**
 * What the user looks at: everything that Back, a link, a saved session or a report keeps. Plain data. Addresses of the log may be in
 * `selection` and `open`, so it leaves the page's memory only where the user asks for it.
 */
export interface Workspace {
  readonly model: Model;
  /** In the order of creation. */
  readonly selection: readonly Clause[];
  readonly lists: Lists;
  readonly open: Open;
  /** Of the density map; a result that lacks one shows another. */
  readonly axes: Axes;
}

/** What scores the flows, and from where on a flow is an anomaly. */
export interface Model {
  /** Null for the run's first. */
  readonly detector: string | null;
  /** Settings that differ from the default, by the detector's id. Those of a link may be none that the detector has. */
  readonly params: Readonly<Record<string, Params>>;
  readonly contamination: number;
  /** Null unless the user moved it: then it follows from the contamination. */
  readonly threshold: number | null;
}

export interface Lists {
  readonly flows: FlowList;
  readonly hosts: List & { readonly side: Side };
  readonly channels: List & {
    /** Channels with fewer flows in view are left out. */
    readonly leastFlows: number;
  };
  readonly findings: List;
}

/** How a list is drawn. */
export interface List {
  readonly sort: Sort;
  /** Null for the list's own columns. */
  readonly columns: ColumnLayout | null;
}
export interface FlowList extends List {
  /** Null for what the detector is read by, see `usualGroup`. */
  readonly group: Group | null;
  /** Findings whose flows are lines of their own although the others are grouped by finding, by their ids. */
  readonly opened: readonly string[];
}
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}
/** Which flows are one line of the table. */
export type Group = Grouping;

/** Id of an entry in `ui/tabs/index.ts`. */
export type TabId = string;

/** Where the user is: which tab, and what is open beside its list. */
export interface Open {
  /** Null until the user chose one: then the log decides. */
  readonly tab: TabId | null;
  readonly entity: Entity | null;
}

export interface Axes {
  readonly x: string;
  readonly y: string;
}

export const byScore: Sort = { by: 'score', descending: true };

export const newWorkspace: Workspace = {
  model: { detector: null, params: {}, contamination: 0.1, threshold: null },
  selection: [],
  lists: {
    flows: { sort: byScore, columns: null, group: null, opened: [] },
    hosts: { sort: { by: 'badges', descending: true }, columns: null, side: 'source' },
    channels: { sort: { by: 'beacon', descending: true }, columns: null, leastFlows: 1 },
    findings: { sort: { by: 'strength', descending: true }, columns: null },
  },
  open: { tab: null, entity: null },
  axes: { x: 'orig_bytes', y: 'resp_bytes' },
};

/** The model with changes: another detector has scores of its own, and a contamination is a threshold. */
export function changeModel(model: Model, changes: Partial<Model>): Model {
  const isOther = changes.detector !== undefined || changes.params !== undefined || changes.contamination !== undefined;
  const forgets = changes.threshold === undefined && isOther;
  return { ...model, ...(forgets ? { threshold: null } : {}), ...changes };
}

/**
 * What is carried over to another log: what hides flows, and how things are drawn. Not the threshold, which belongs to one log's
 * scores, no other filter, nothing that is open, and no settings of detectors, which the bar does not show.
 */
export function carryOver(workspace: Workspace): Workspace {
  const { model, selection } = workspace;
  return {
    ...workspace,
    model: { ...model, threshold: null, params: {} },
    selection: selection.filter(({ source }) => source === 'noise' || source === 'suppress'),
    open: newWorkspace.open,
  };
}

/** A detector that judges flows together is read finding by finding, the others flow by flow. */
export function usualGroup(detector: string): Group {
  return detector === 'combined' || detector === 'behaviour' ? 'finding' : 'none';
}

/** Whether both ask the engine for the same flows in the same order, with the same scores. */
export function asksSame(one: Workspace, other: Workspace): boolean {
  const [flows, others] = [one.lists.flows, other.lists.flows];
  return (
    one.model === other.model &&
    one.selection === other.selection &&
    flows.sort === others.sort &&
    flows.group === others.group &&
    flows.opened === others.opened
  );
}
