import type { Clause } from '../../core/selection/clauses.ts';
import type { Grouping, Params, Side } from '../../worker/api.ts';
import type { ColumnLayout } from '../grid/column-layout.ts';
import type { Entity } from './entity.ts';

/**
 * The view state that Back, links, saved sessions and reports store. Plain data. `selection` and `open` can contain
 * addresses, so they leave the page's memory only on request.
 */
export interface Workspace {
  readonly model: Model;
  /** In order of creation. */
  readonly selection: readonly Clause[];
  /** The filter of a link until a log is open, whose fields it names. Empty for none. */
  readonly linkedFilter: string;
  /** The suppressions of a link as text, likewise. */
  readonly linkedSuppressions: string;
  readonly lists: Lists;
  readonly open: Open;
  /** Axes of the density map. A result without them uses others. */
  readonly axes: Axes;
}

/** The detector with its settings, and the threshold above which a flow is an anomaly. */
export interface Model {
  /** Null for the run's first detector. */
  readonly detector: string | null;
  /** Settings that differ from the defaults, by detector id. Settings from a link may be unknown. */
  readonly params: Readonly<Record<string, Params>>;
  readonly contamination: number;
  /** Null if the threshold follows from the contamination. */
  readonly threshold: number | null;
}

/** The state of each list. */
export interface Lists {
  readonly flows: FlowList;
  readonly hosts: List & { readonly side: Side };
  readonly channels: List & {
    /** Channels with fewer flows in view are left out. */
    readonly leastFlows: number;
  };
  readonly findings: List;
}

/** The state of a list: sort and columns. */
export interface List {
  readonly sort: Sort;
  /** Null for the default columns. */
  readonly columns: ColumnLayout | null;
}
/** The state of the list of flows. */
export interface FlowList extends List {
  /** Null for the detector's default, see `usualGroup`. */
  readonly group: Group | null;
  /** Ids of expanded findings when flows are grouped by finding. */
  readonly opened: readonly string[];
}
/** Sort order: a column id and a direction. */
export interface Sort {
  readonly by: string;
  readonly descending: boolean;
}
/** The grouping of flows into lines. */
export type Group = Exclude<Grouping, 'port'>;

/** Id of an entry in `ui/tabs/index.ts`. */
export type TabId = string;

/** The visible tab, and the open entity beside its list. */
export interface Open {
  /** Null before the user chose one: the log decides then. */
  readonly tab: TabId | null;
  readonly entity: Entity | null;
}

/** Axes of the density map, by id. */
export interface Axes {
  readonly x: string;
  readonly y: string;
}

/** The default order of flows. */
export const byScore: Sort = { by: 'score', descending: true };

/** The workspace before any change. */
export const newWorkspace: Workspace = {
  model: { detector: null, params: {}, contamination: 0.1, threshold: null },
  selection: [],
  linkedFilter: '',
  linkedSuppressions: '',
  lists: {
    flows: { sort: byScore, columns: null, group: null, opened: [] },
    hosts: { sort: { by: 'findings', descending: true }, columns: null, side: 'source' },
    channels: { sort: { by: 'beacon', descending: true }, columns: null, leastFlows: 1 },
    findings: { sort: { by: 'strength', descending: true }, columns: null },
  },
  open: { tab: null, entity: null },
  axes: { x: 'orig_bytes', y: 'resp_bytes' },
};

/** Applies changes to a model. Another detector, other settings or another contamination reset the threshold. */
export function changeModel(model: Model, changes: Partial<Model>): Model {
  const isOther = changes.detector !== undefined || changes.params !== undefined || changes.contamination !== undefined;
  const forgets = changes.threshold === undefined && isOther;
  return { ...model, ...(forgets ? { threshold: null } : {}), ...changes };
}

/**
 * The workspace for another log. Keeps suppressions, noise and the arrangement of lists. Resets the threshold, other
 * filters, the open entity and detector settings, which belong to one log.
 */
export function carryOver(workspace: Workspace): Workspace {
  const { model, selection } = workspace;
  return {
    ...workspace,
    model: { ...model, threshold: null, params: {} },
    selection: selection.filter(({ source }) => source === 'noise' || source === 'suppress'),
    linkedFilter: '',
    linkedSuppressions: '',
    open: newWorkspace.open,
  };
}

/** The default grouping: by finding for detectors that score flows together, otherwise none. */
export function usualGroup(detector: string): Group {
  return detector === 'combined' || detector === 'behaviour' ? 'finding' : 'none';
}

/** Whether both request the same flows in the same order with the same scores. */
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
