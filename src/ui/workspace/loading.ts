import type { News, Progress } from '../../worker/api.ts';
import type { Act } from './action.ts';
import type { Loading, Ready, State } from './state.ts';
import { carryOver } from './workspace.ts';

/** The state when a log starts to open. The open log is kept. */
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

/**
 * The state when the open log is read again after the engine was lost. Keeps workspace and steps; the old result is
 * lost.
 */
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

/** The workspace of the result on screen, without pending questions. Keeps the open entity and the columns. */
export function settled({ workspace, result }: Ready): Pick<Ready, 'workspace'> {
  const { model, selection, lists } = result.shown.workspace;
  const flows = { ...lists.flows, columns: workspace.lists.flows.columns };
  return { workspace: { ...workspace, model, selection, lists: { ...workspace.lists, flows } } };
}

/** Returns to the previous log unchanged, or to the start. */
export function leave({ kept, workspace, page, name }: Loading, { failure, isKept }: Act<'unopened'>): State {
  if (kept !== null && isKept) {
    const result = { ...kept.result, waiting: [] };
    return { ...kept, ...settled(kept), result, work: null, trouble: { kind: 'unopened', name, failure } };
  }
  return failure === null
    ? { phase: 'empty', workspace: carryOver(workspace), page }
    : { phase: 'failed', workspace, page, failure };
}

/** Applies progress. It never decreases within a phase. */
export function advance(state: Loading, { progress, now }: Act<'progressed'>): Loading {
  const before = state.progress;
  if (progress.phase !== before.phase) return { ...state, progress, phaseSince: now, now };
  return { ...state, progress: { ...progress, done: Math.max(progress.done, before.done) }, now };
}

/** Applies news from the engine: early results, an out-of-core plan, or the closing of the previous log. */
export function hear(state: Loading, news: News): Loading {
  if (news.kind === 'early') return { ...state, early: news.early };
  // Reading started in memory and now starts over.
  if (news.kind === 'larger') return { ...state, plan: news.plan, progress: { ...state.progress, done: 0, rows: 0 } };
  return { ...state, hasGivenUp: state.kept !== null, kept: null };
}
