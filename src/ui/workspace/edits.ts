import type { Group, Lists, Sort, Workspace } from './workspace.ts';

/** What Undo can take back: which flows, hosts and channels are in view, where the threshold is, and the order of each list. */
export interface Undoable {
  readonly selection: Workspace['selection'];
  /** A threshold is one among the scores of a detector with its settings. */
  readonly of: Pick<Workspace['model'], 'detector' | 'params' | 'contamination'>;
  readonly threshold: number | null;
  readonly sorts: Readonly<Record<keyof Lists, Sort>>;
  readonly group: Group | null;
  readonly side: Lists['hosts']['side'];
  readonly leastFlows: number;
}

/** A change, and what was there on its other side. */
export interface Edit {
  /** What was done, for the tooltip of Undo: `Remove not dns`. */
  readonly label: string;
  /** Changes of one key that follow one another at once are one: a drag is one change. */
  readonly key: string;
  /** By the page's clock, in milliseconds. */
  readonly at: number;
  readonly other: Undoable;
}

export interface Edits {
  /** Latest last. */
  readonly past: readonly Edit[];
  /** What was undone; next first. */
  readonly future: readonly Edit[];
}

export const noEdits: Edits = { past: [], future: [] };

const DEEPEST = 50;
/** Milliseconds between two changes of one drag. */
const AT_ONCE = 1000;

/** With one more change that can be undone; `before` is the workspace that it changed. */
export function remember(edits: Edits, change: Omit<Edit, 'other'>, before: Workspace): Edits {
  if (continues(edits, change)) {
    const last = edits.past[edits.past.length - 1];
    return { past: [...edits.past.slice(0, -1), { ...last, label: change.label, at: change.at }], future: [] };
  }
  return { past: [...edits.past, { ...change, other: undoableIn(before) }].slice(-DEEPEST), future: [] };
}

/** Whether a change goes on with the one before. */
export function continues({ past }: Edits, { key, at }: Pick<Edit, 'key' | 'at'>): boolean {
  const last = past[past.length - 1];
  return last !== undefined && key !== '' && last.key === key && at - last.at < AT_ONCE;
}

interface Changed {
  readonly edits: Edits;
  readonly workspace: Workspace;
}

/** Takes the last change back; null when there is none. */
export function undo({ past, future }: Edits, workspace: Workspace): Changed | null {
  const last = past[past.length - 1];
  if (last === undefined) return null;
  const edits = { past: past.slice(0, -1), future: [{ ...last, other: undoableIn(workspace) }, ...future] };
  return { edits, workspace: withUndoable(workspace, last.other) };
}

/** Makes again what was undone last; null when nothing was. */
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

/** What is the same stays the same object, so that nothing is asked anew. */
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
