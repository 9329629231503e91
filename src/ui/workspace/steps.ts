import { type Edits, noEdits } from './edits.ts';
import { type Entity, isSameEntity } from './entity.ts';
import { type Lists, newWorkspace, type Open, type Workspace } from './workspace.ts';

/** The state that Back and Forward restore. Sort, columns, threshold and axes belong to the page, not to a step. */
export interface Place extends Pick<Workspace, 'selection' | 'open'> {
  /** The listed side of hosts, and the minimum number of flows of a listed channel. */
  readonly side: Lists['hosts']['side'];
  readonly leastFlows: number;
}

/** A view in the history of the run. */
export interface Step {
  /** Unique id, also across runs. */
  readonly id: string;
  /** The step that closing the open entity returns to, null if none. */
  readonly base: string | null;
  /** Whether the user stepped to the open entity from its neighbour. */
  readonly isStepped: boolean;
}

/** A step with its state and its undoable changes. */
export interface Visit {
  readonly step: Step;
  readonly place: Place;
  readonly edits: Edits;
}

/** The history of views of a run. */
export interface Steps {
  /** Earlier steps, the latest last. */
  readonly past: readonly Visit[];
  readonly step: Step;
  readonly edits: Edits;
  /** Later steps, the next first. */
  readonly future: readonly Visit[];
  readonly made: number;
}

/** A workspace with its history. */
export interface At {
  readonly workspace: Workspace;
  readonly steps: Steps;
}

/** The history at the start of a run. */
function firstStep(job: number): Steps {
  return { past: [], step: { id: `${job}.0`, base: null, isStepped: false }, edits: noEdits, future: [], made: 1 };
}

/** Goes to a new view. Drops the later steps. */
export function goOn({ workspace, steps }: At, to: Partial<Place>, base: string | null = null): At {
  const { past, step, made, edits } = steps;
  const id = `${step.id.split('.')[0]}.${made}`;
  return {
    workspace: withPlace(workspace, to),
    steps: {
      past: [...past, { step, place: placeOf(workspace), edits }],
      step: { id, base, isStepped: false },
      edits,
      future: [],
      made: made + 1,
    },
  };
}

/** Opens an entity beside its list. Each row is a step of its own, unless the user steps through rows by keys. */
export function openEntity(at: At, entity: Entity, isStep: boolean, tab: Open['tab']): At {
  const { workspace, steps } = at;
  const { open } = workspace;
  if (isSameEntity(open.entity, entity) && open.tab === tab) return at;
  if (isStep && open.entity?.kind === entity.kind && open.tab === tab) {
    return {
      workspace: { ...workspace, open: { ...open, entity } },
      steps: { ...steps, step: { ...steps.step, isStepped: true } },
    };
  }
  const base = open.entity === null ? steps.step.id : steps.step.base;
  // Opening a host shows the list of its side.
  return goOn(at, { open: { tab, entity }, ...(entity.kind === 'host' ? { side: entity.side } : {}) }, base);
}

/** Closes the open entity. Returns to the step where it was opened if the selection is the same. */
export function closeEntity(at: At): At {
  const { workspace, steps } = at;
  if (workspace.open.entity === null) return at;
  const found = steps.past.findIndex(({ step }) => step.id === steps.step.base);
  const base = steps.past[found];
  if (
    base !== undefined &&
    base.place.selection === workspace.selection &&
    base.place.open.tab === workspace.open.tab
  ) {
    return moveTo(at, found);
  }
  return {
    workspace: { ...workspace, open: { ...workspace.open, entity: null } },
    steps: { ...steps, step: { ...steps.step, base: null } },
  };
}

/** Visits an earlier or later step by id. Null for an unknown id. */
export function visit(at: At, id: string): At | null {
  const { past, step, future } = at.steps;
  const ids = [...past.map((one) => one.step.id), step.id, ...future.map((one) => one.step.id)];
  const found = ids.indexOf(id);
  return found < 0 ? null : moveTo(at, found);
}

/** Closes open flows in all steps, because flow ids have changed. */
export function withoutFlows({ workspace, steps }: At): At {
  const shut = <Shown extends { readonly open: Open }>(place: Shown): Shown =>
    place.open.entity?.kind === 'flow' ? { ...place, open: { ...place.open, entity: null } } : place;
  const all = (visits: readonly Visit[]) => visits.map((one) => ({ ...one, place: shut(one.place) }));
  return { workspace: shut(workspace), steps: { ...steps, past: all(steps.past), future: all(steps.future) } };
}

/** The part of a workspace that a step stores. */
function placeOf({ selection, open, lists: { hosts, channels } }: Workspace): Place {
  return { selection, open, side: hosts.side, leastFlows: channels.leastFlows };
}

/** Whether both list the same flows, hosts and channels. */
export function listsSame(one: Workspace, other: Workspace): boolean {
  const [here, there] = [placeOf(one), placeOf(other)];
  return here.selection === there.selection && here.side === there.side && here.leastFlows === there.leastFlows;
}

/** The workspace with the state of a step. Unchanged lists keep their objects. */
function withPlace(workspace: Workspace, to: Partial<Place>): Workspace {
  const { selection, open, lists } = workspace;
  const { hosts, channels } = lists;
  const { side = hosts.side, leastFlows = channels.leastFlows } = to;
  const isSame = side === hosts.side && leastFlows === channels.leastFlows;
  return {
    ...workspace,
    selection: to.selection ?? selection,
    open: to.open ?? open,
    lists: isSame ? lists : { ...lists, hosts: { ...hosts, side }, channels: { ...channels, leastFlows } },
  };
}

function moveTo({ workspace, steps }: At, found: number): At {
  const here: Visit = { step: steps.step, place: placeOf(workspace), edits: steps.edits };
  const visits = [...steps.past, here, ...steps.future];
  const { step, place, edits } = visits[found];
  return {
    workspace: withPlace(workspace, place),
    steps: { ...steps, past: visits.slice(0, found), step, edits, future: visits.slice(found + 1) },
  };
}

/** The history at the start of a run, with the workspace from before it. */
export function beginAt(job: number, workspace: Workspace): At {
  return {
    workspace: { ...workspace, open: { ...newWorkspace.open, tab: workspace.open.tab } },
    steps: firstStep(job),
  };
}
