import type { Act, Action } from './action.ts';
import { advance, hear, leave, readAgain, settled, start } from './loading.ts';
import { change, move, withoutHint } from './navigate.ts';
import { usualPreferences } from './preferences.ts';
import { withoutRefused } from './refused.ts';
import { type Ready, type Result, resultOf, type State } from './state.ts';
import { type At, beginAt, withoutFlows } from './steps.ts';
import { asksSame, newWorkspace } from './workspace.ts';

/** The state after an action. Returns the same object if nothing changed. Ignores actions of an earlier job. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'started':
      return start(state, action);
    case 'read-again':
      return readAgain(state, action);
    case 'progressed':
      if (state.phase === 'ready') return isAwaited(state, action.job) ? { ...state, work: action.progress } : state;
      return state.phase === 'loading' && state.job === action.job ? advance(state, action) : state;
    case 'heard':
      return state.phase === 'loading' && state.job === action.job ? hear(state, action.news) : state;
    case 'changed':
      return change(state, action);
    case 'forgotten':
      return { phase: 'empty', workspace: newWorkspace, page: { ...usualPreferences, zone: state.page.zone } };
    case 'taken-back':
      return state.phase === 'ready' ? { ...state, ...settled(state), work: null } : state;
    case 'refused':
      return (state.phase === 'ready' || state.phase === 'loading') && state.job === action.job
        ? withoutRefused(state, action.clauses)
        : state;
    case 'preferred':
      return { ...state, page: { ...state.page, ...action.page } };
    case 'labels':
      return state.phase === 'ready' && state.job === action.job ? { ...state, labels: action.labels } : state;
    case 'searched':
      return state.phase === 'ready' && state.job === action.job ? { ...state, search: action.search } : state;
    case 'answered':
      return answer(state, action);
    case 'painted':
      return paint(state, action);
    case 'opened':
    case 'closed':
    case 'went':
    case 'visited':
    case 'turned-back':
    case 'undone':
    case 'redone':
      return state.phase === 'ready' ? move(withoutHint(state), action) : state;
    case 'failed':
      return { phase: 'failed', workspace: state.workspace, page: state.page, failure: action.failure };
    case 'troubled':
      if (state.phase === 'ready') return { ...state, trouble: { kind: 'failure', failure: action.failure } };
      // Hidden components of the previous log may report outdated failures.
      if (state.phase === 'loading' && state.kept !== null) return state;
      return { phase: 'failed', workspace: state.workspace, page: state.page, failure: action.failure };
    case 'trouble-dismissed':
      return state.phase === 'ready' ? { ...state, trouble: null } : state;
    case 'detectors':
      if (state.phase !== 'ready') return state;
      return { ...state, result: { ...state.result, run: { ...state.result.run, detectors: action.detectors } } };
    case 'model-dropped':
      return state.phase === 'ready' ? { ...state, dropped: action.model } : state;
    case 'unopened':
      return state.phase === 'loading' ? leave(state, action) : state;
  }
}

/** Whether an answer newer than the one on screen is pending: progress can arrive after its answer. */
function isAwaited({ job, result, workspace }: Ready, of: number): boolean {
  return job === of && !asksSame(result.shown.workspace, workspace);
}

function answer(state: State, { job, run, shown }: Act<'answered'>): State {
  if ((state.phase !== 'loading' && state.phase !== 'ready') || state.job !== job) return state;
  const before = state.result;
  const redrawn = before === null || before.shown.detection !== shown.detection;
  // Baselines may have been added to the detectors meanwhile.
  const result: Result = { run: before?.run ?? run, shown, waiting: redrawn ? ['table', 'charts'] : before.waiting };
  if (state.phase === 'loading') return { ...state, result };
  // Flow ids of an out-of-core log depend on the detector.
  const at: At = redrawn && run.larger !== null ? withoutFlows(state) : state;
  return { ...state, workspace: at.workspace, steps: at.steps, result, work: null };
}

function paint(state: State, { part, detection }: Act<'painted'>): State {
  const result = resultOf(state);
  if (result === null || result.shown.detection !== detection || !result.waiting.includes(part)) return state;
  const drawn: Result = { ...result, waiting: result.waiting.filter((other) => other !== part) };
  if (state.phase !== 'loading') return { ...state, result: drawn } as Ready;
  if (drawn.waiting.length > 0) return { ...state, result: drawn };
  const { job, page, returning } = state;
  const at: At = returning ?? beginAt(job, state.workspace);
  return {
    phase: 'ready',
    workspace: { ...state.workspace, open: at.workspace.open },
    page,
    job,
    result: drawn,
    steps: at.steps,
    search: { phase: 'waiting' },
    labels: [],
    work: null,
    trouble: returning?.trouble ?? null,
    dropped: null,
  };
}
