import type { News, Progress } from '../../worker/api.ts';
import type { Act, Loading, Ready, State } from './state.ts';
import { carryOver } from './workspace.ts';

/** Begins to open a log. */
export function start(state: State, { job, name, bytes, now }: Act<'started'>): Loading {
  const isFirst = state.phase === 'empty';
  const workspace = isFirst ? state.workspace : carryOver(state.workspace);
  const page = isFirst ? state.page : { ...state.page, dropsRepeated: false };
  const kept = state.phase === 'ready' ? state : state.phase === 'loading' ? state.kept : null;
  const begun = beginLoading(name, bytes, now);
  return { phase: 'loading', workspace, page, job, name, ...begun, kept, hasGivenUp: false, returning: null };
}

function beginLoading(name: string, bytes: number, now: number) {
  const progress: Progress = { phase: 'Reading', file: name, done: 0, total: bytes, unit: 'bytes', rows: 0 };
  return { progress, phaseSince: now, now, early: null, plan: null, result: null };
}

/** What is asked and where the user is stay as they are; nothing is kept, since the engine has lost it. */
export function readAgain(state: State, { job, name, bytes, now }: Act<'read-again'>): State {
  const before = state.phase === 'loading' ? state.kept : state;
  if (before?.phase !== 'ready') return state;
  const cancelled = state.phase === 'ready' && state.trouble?.kind === 'unopened' ? state.trouble.name : null;
  const unopened = state.phase === 'loading' ? state.name : cancelled;
  const trouble = { kind: 'read-again', name: unopened, failure: null } as const;
  const { workspace } = settled(before);
  const returning = { workspace, steps: before.steps, trouble };
  const begun = beginLoading(name, bytes, now);
  return {
    phase: 'loading',
    workspace,
    page: state.page,
    job,
    name,
    ...begun,
    kept: null,
    hasGivenUp: false,
    returning,
  };
}

/** The workspace with what is on screen, where something else was asked for; what is open stays open, and columns as arranged. */
export function settled({ workspace, result }: Ready): Pick<Ready, 'workspace'> {
  const { model, selection, lists } = result.shown.workspace;
  const flows = { ...lists.flows, columns: workspace.lists.flows.columns };
  return { workspace: { ...workspace, model, selection, lists: { ...workspace.lists, flows } } };
}

/** Back to the log that was open, as it was, or to the start. */
export function leave({ kept, workspace, page, name }: Loading, { failure, isKept }: Act<'unopened'>): State {
  if (kept !== null && isKept) {
    const result = { ...kept.result, waiting: [] };
    return { ...kept, ...settled(kept), result, work: null, trouble: { kind: 'unopened', name, failure } };
  }
  return failure === null
    ? { phase: 'empty', workspace: carryOver(workspace), page }
    : { phase: 'failed', workspace, page, failure };
}

/** Progress never goes back within a phase. */
export function advance(state: Loading, { progress, now }: Act<'progressed'>): Loading {
  const before = state.progress;
  if (progress.phase !== before.phase) return { ...state, progress, phaseSince: now, now };
  return { ...state, progress: { ...progress, done: Math.max(progress.done, before.done) }, now };
}

export function hear(state: Loading, news: News): Loading {
  if (news.kind === 'early') return { ...state, early: news.early };
  // Reading may have begun in memory: it starts over.
  if (news.kind === 'larger') return { ...state, plan: news.plan, progress: { ...state.progress, done: 0, rows: 0 } };
  return { ...state, hasGivenUp: state.kept !== null, kept: null };
}
