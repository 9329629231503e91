import type { Group, Lists, Sort, Workspace } from './workspace.ts';

/** The state that Undo restores: selection, listed hosts and channels, threshold, and the order of each list. */
export interface Undoable {
  readonly selection: Workspace['selection'];
  /** The result that the threshold belongs to. */
  readonly of: Pick<Workspace['model'], 'detector' | 'params' | 'contamination'>;
  readonly threshold: number | null;
  readonly sorts: Readonly<Record<keyof Lists, Sort>>;
  readonly group: Group | null;
  readonly side: Lists['hosts']['side'];
  readonly leastFlows: number;
}

/** A change, with the state on its other side. */
export interface Edit {
  /** The change in words, for the tooltip of Undo: `Remove not dns`. */
  readonly label: string;
  /** Consecutive changes with one key are undone together, such as those of a drag. */
  readonly key: string;
  /** Time of the change on the page's clock, in milliseconds. */
  readonly at: number;
  readonly other: Undoable;
}

/** The changes that can be undone and redone. */
export interface Edits {
  /** Changes to undo, the latest last. */
  readonly past: readonly Edit[];
  /** Changes to redo, the next first. */
  readonly future: readonly Edit[];
}

/** Nothing to undo or redo. */
export const noEdits: Edits = { past: [], future: [] };

const DEEPEST = 50;
/** Maximum milliseconds between two changes of one drag. */
const AT_ONCE = 1000;

/**
 * Adds a change that can be undone. `before` is the workspace before the change. Keeps at most fifty changes and drops
 * the changes to redo.
 */
export function remember(edits: Edits, change: Omit<Edit, 'other'>, before: Workspace): Edits {
  if (continues(edits, change)) {
    const last = edits.past[edits.past.length - 1];
    return { past: [...edits.past.slice(0, -1), { ...last, label: change.label, at: change.at }], future: [] };
  }
  return { past: [...edits.past, { ...change, other: undoableIn(before) }].slice(-DEEPEST), future: [] };
}

/** Whether a change continues the previous one. */
export function continues({ past }: Edits, { key, at }: Pick<Edit, 'key' | 'at'>): boolean {
  const last = past[past.length - 1];
  return last !== undefined && key !== '' && last.key === key && at - last.at < AT_ONCE;
}

interface Changed {
  readonly edits: Edits;
  readonly workspace: Workspace;
}

/** Undoes the latest change. Null if there is none. */
export function undo({ past, future }: Edits, workspace: Workspace): Changed | null {
  const last = past[past.length - 1];
  if (last === undefined) return null;
  const edits = { past: past.slice(0, -1), future: [{ ...last, other: undoableIn(workspace) }, ...future] };
  return { edits, workspace: withUndoable(workspace, last.other) };
}

/** Redoes the change that was undone last. Null if there is none. */
export function redo({ past, future }: Edits, workspace: Workspace): Changed | null {
  const [next, ...rest] = future;
  if (next === undefined) return null;
  const edits = { past: [...past, { ...next, key: '', other: undoableIn(workspace) }], future: rest };
  return { edits, workspace: withUndoable(workspace, next.other) };
}

function undoableIn({ selection, model, lists }: Workspace): Undoable {
  const { detector, params, contamination, threshold } = model;
  const { flows, hosts, channels, findings } = lists;
  return {
    selection,
    of: { detector, params, contamination },
    threshold,
    sorts: { flows: flows.sort, hosts: hosts.sort, channels: channels.sort, findings: findings.sort },
    group: flows.group,
    side: hosts.side,
    leastFlows: channels.leastFlows,
  };
}

/** Restores a state. Unchanged values keep their objects, so nothing is requested again. */
function withUndoable(
  workspace: Workspace,
  { selection, of, threshold, sorts, group, side, leastFlows }: Undoable,
): Workspace {
  const { model, lists } = workspace;
  const isSameModel =
    of.detector === model.detector && of.params === model.params && of.contamination === model.contamination;
  const { flows, hosts, channels, findings } = lists;
  return {
    ...workspace,
    selection,
    model: isSameModel && threshold !== model.threshold ? { ...model, threshold } : model,
    lists: {
      flows: { ...flows, sort: sorts.flows, group },
      hosts: { ...hosts, sort: sorts.hosts, side },
      channels: { ...channels, sort: sorts.channels, leastFlows },
      findings: { ...findings, sort: sorts.findings },
    },
  };
}
