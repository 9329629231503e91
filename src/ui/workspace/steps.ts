import { type Edits, noEdits } from './edits.ts';
import { type Entity, isSameEntity } from './entity.ts';
import { type Lists, newWorkspace, type Open, type Workspace } from './workspace.ts';

/** What Back and Forward bring back of a workspace. Sort, columns, threshold and axes belong to the page, not to a step. */
export interface Place extends Pick<Workspace, 'selection' | 'open'> {
  /** Which hosts and channels are listed. */
  readonly side: Lists['hosts']['side'];
  readonly leastFlows: number;
}

/** A view that the user came to. */
export interface Step {
  /** No other step has it, also of another run. */
  readonly id: string;
  /** The step that closing what is open leads back to; null when there is none. */
  readonly base: string | null;
  /** Whether the user came to what is open from the row beside it, row by row. */
  readonly isStepped: boolean;
}

/** A step with what was there, and what could be undone there. */
export interface Visit {
  readonly step: Step;
  readonly place: Place;
  readonly edits: Edits;
}

/** The views of a run that Back and Forward walk through. */
export interface Steps {
  /** Latest last. */
  readonly past: readonly Visit[];
  readonly step: Step;
  readonly edits: Edits;
  /** Next first. */
  readonly future: readonly Visit[];
  readonly made: number;
}

/** The workspace at a step of it. */
export interface At {
  readonly workspace: Workspace;
  readonly steps: Steps;
}

export function firstStep(job: number): Steps {
  return { past: [], step: { id: `${job}.0`, base: null, isStepped: false }, edits: noEdits, future: [], made: 1 };
}

/** Goes on to another view. */
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

/** Opens something beside its list. Another row is a step of its own too, unless the user went to it row by row. */
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
  // A host stands in the list of its side.
  return goOn(at, { open: { tab, entity }, ...(entity.kind === 'host' ? { side: entity.side } : {}) }, base);
}

/** Closes what is open: back where it was opened, if the same flows were in view there. */
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

/** Goes to a step before or after; null when there is none of that id. */
export function visit(at: At, id: string): At | null {
  const { past, step, future } = at.steps;
  const ids = [...past.map((one) => one.step.id), step.id, ...future.map((one) => one.step.id)];
  const found = ids.indexOf(id);
  return found < 0 ? null : moveTo(at, found);
}

/** Nothing is open any more: flows have other numbers. */
export function withoutFlows({ workspace, steps }: At): At {
  const shut = <Shown extends { readonly open: Open }>(place: Shown): Shown =>
    place.open.entity?.kind === 'flow' ? { ...place, open: { ...place.open, entity: null } } : place;
  const all = (visits: readonly Visit[]) => visits.map((one) => ({ ...one, place: shut(one.place) }));
  return { workspace: shut(workspace), steps: { ...steps, past: all(steps.past), future: all(steps.future) } };
}

export function placeOf({ selection, open, lists: { hosts, channels } }: Workspace): Place {
  return { selection, open, side: hosts.side, leastFlows: channels.leastFlows };
}

/** Whether the same flows, hosts and channels are listed. */
export function listsSame(one: Workspace, other: Workspace): boolean {
  const [here, there] = [placeOf(one), placeOf(other)];
  return here.selection === there.selection && here.side === there.side && here.leastFlows === there.leastFlows;
}

/** The workspace at another place. Lists that stay the same are the same objects. */
export function withPlace(workspace: Workspace, to: Partial<Place>): Workspace {
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

/** Where a run begins, with what the user asked for before it. */
export function beginAt(job: number, workspace: Workspace): At {
  return {
    workspace: { ...workspace, open: { ...newWorkspace.open, tab: workspace.open.tab } },
    steps: firstStep(job),
  };
}
