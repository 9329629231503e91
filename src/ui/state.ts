import type { Detection, EarlyResults, News, Plan, Problem, Progress, Run, Tally, View } from '../worker/api.ts';
import { type Asked, carryOver, listing, type Place, placeIn } from './asked.ts';
import {
  beginJourney,
  closeSpot,
  goOn,
  type Journey,
  type Opened,
  openSpot,
  type Spot,
  visitSpot,
  withoutFlows,
} from './journey.ts';

/** Everything the page knows, rows excepted: those stay in the engine. */
export type State = Empty | Loading | Ready | Failed;
export interface Empty {
  readonly phase: 'empty';
  readonly asked: Asked;
}
export interface Loading {
  readonly phase: 'loading';
  readonly asked: Asked;
  readonly job: number;
  /** What was dropped, in a few words. */
  readonly name: string;
  readonly progress: Progress;
  /** When the phase of `progress` began, by the page's clock in milliseconds. */
  readonly phaseSince: number;
  readonly now: number;
  /** The newest of a log that takes a while. */
  readonly early: EarlyResults | null;
  /** Not null when the log is larger than memory. */
  readonly plan: Plan | null;
  /** The log that was open, to come back to when this one cannot be opened; null when there was none or it had to be given up. */
  readonly kept: Ready | null;
  readonly hasGivenUp: boolean;
  /** The log was open before and is read again: where the user was in it, and why. */
  readonly returning: Pick<Ready, 'journey' | 'trouble'> | null;
  /** There as soon as it can be drawn; the state is `ready` when it has been. */
  readonly result: Result | null;
}
export interface Ready {
  readonly phase: 'ready';
  readonly asked: Asked;
  readonly job: number;
  readonly result: Result;
  readonly journey: Journey;
  /** How far the answer to what is asked is, while it takes a while. */
  readonly work: Progress | null;
  readonly trouble: Trouble | null;
  /** A saved model that was dropped on the page and is still to be opened. */
  readonly dropped: DroppedModel | null;
}
/** What the user should hear of that did not cost the result. */
export type Trouble =
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** Another log was not opened, because of a failure or because it was cancelled, and this one stays. */
  | { readonly kind: 'unopened'; readonly name: string; readonly failure: Failure | null }
  /** The engine was replaced, and this log was read again. Another that was being opened, `name`, was not. */
  | { readonly kind: 'read-again'; readonly name: string | null; readonly failure: null }
  /** Back leads out of the page from here. */
  | { readonly kind: 'first-view' };
export interface DroppedModel {
  readonly name: string;
  readonly blob: Blob;
}
export interface Failed {
  readonly phase: 'failed';
  readonly asked: Asked;
  readonly failure: Failure;
}

/** One consistent answer to what was asked: all numbers on screen come from it. */
export interface Shown {
  readonly asked: Asked;
  readonly detection: Detection;
  readonly threshold: number;
  /** Whether the user chose the threshold; otherwise it follows from the contamination. */
  readonly isMoved: boolean;
  readonly view: View;
  /** Of the whole run. */
  readonly tally: Tally;
  readonly inView: Tally;
  /** Listed flows that would be in view but for the noise presets. */
  readonly hidden: number;
}
export interface Result {
  readonly run: Run;
  readonly shown: Shown;
  /** Parts that have not drawn this detection yet. */
  readonly waiting: readonly Part[];
}
export type Part = 'table' | 'charts';

export type Failure =
  | { readonly kind: 'log'; readonly problem: Problem; readonly causes: readonly Problem[] }
  | { readonly kind: 'bug'; readonly bug: Bug };
/** For a report: what happened, where, and in which version. */
export interface Bug {
  readonly message: string;
  readonly report: string;
}

export type Action =
  | {
      readonly type: 'started';
      readonly job: number;
      readonly name: string;
      readonly bytes: number;
      readonly now: number;
    }
  /** The log that was open is read again, because the engine has lost it. */
  | {
      readonly type: 'read-again';
      readonly job: number;
      readonly name: string;
      readonly bytes: number;
      readonly now: number;
    }
  | { readonly type: 'progressed'; readonly job: number; readonly progress: Progress; readonly now: number }
  | { readonly type: 'heard'; readonly job: number; readonly news: News }
  | { readonly type: 'asked'; readonly asked: Asked }
  | { readonly type: 'answered'; readonly job: number; readonly run: Run; readonly shown: Shown }
  | { readonly type: 'painted'; readonly part: Part; readonly detection: Detection }
  | { readonly type: 'opened'; readonly what: Partial<Opened>; readonly isStep: boolean }
  | { readonly type: 'closed'; readonly what: keyof Opened }
  | { readonly type: 'went'; readonly to: Partial<Spot>; readonly place?: Place }
  | { readonly type: 'visited'; readonly id: string }
  | { readonly type: 'turned-back' }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'troubled'; readonly failure: Failure }
  | { readonly type: 'trouble-dismissed' }
  | { readonly type: 'detectors'; readonly detectors: Run['detectors'] }
  | { readonly type: 'model-dropped'; readonly model: DroppedModel | null }
  /** The log is not opened: because of a failure, or because it was cancelled. */
  | { readonly type: 'unopened'; readonly failure: Failure | null; readonly isKept: boolean };

/** The state after `action`; the same object when nothing changed. Whatever belongs to an old job is dropped. */
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
    case 'asked':
      return ask(state, action.asked);
    case 'answered':
      return answer(state, action);
    case 'painted':
      return paint(state, action);
    case 'opened':
    case 'closed':
    case 'went':
    case 'visited':
    case 'turned-back':
      return state.phase === 'ready' ? move(withoutHint(state), action) : state;
    case 'failed':
      return { phase: 'failed', asked: state.asked, failure: action.failure };
    case 'troubled':
      if (state.phase === 'ready') return { ...state, trouble: { kind: 'failure', failure: action.failure } };
      // What is hidden meanwhile may ask in vain.
      if (state.phase === 'loading' && state.kept !== null) return state;
      return { phase: 'failed', asked: state.asked, failure: action.failure };
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

/** The result to draw, also while it is not final yet. */
export function resultOf(state: State): Result | null {
  return state.phase === 'ready' || state.phase === 'loading' ? state.result : null;
}

/** The result to draw, that of the log that was open while there is none of the next. */
export function drawnIn(state: State): State {
  return state.phase === 'loading' && state.result === null && state.kept !== null ? state.kept : state;
}

/** The flow in the drill-down. */
export function flowIn(state: State): number | null {
  return state.phase === 'ready' ? state.journey.spot.flow : null;
}

/** Whether table, threshold and charts on screen are the answer to what is asked now. */
export function isFinal(state: State): boolean {
  return state.phase === 'ready' && state.result.waiting.length === 0 && state.result.shown.asked === state.asked;
}

type Act<Type extends Action['type']> = Extract<Action, { type: Type }>;

function start(state: State, { job, name, bytes, now }: Act<'started'>): Loading {
  const asked = state.phase === 'empty' ? state.asked : carryOver(state.asked);
  const kept = state.phase === 'ready' ? state : state.phase === 'loading' ? state.kept : null;
  return { phase: 'loading', asked, job, name, ...begun(name, bytes, now), kept, hasGivenUp: false, returning: null };
}

function begun(name: string, bytes: number, now: number) {
  const progress: Progress = { phase: 'Reading', file: name, done: 0, total: bytes, unit: 'bytes', rows: 0 };
  return { progress, phaseSince: now, now, early: null, plan: null, result: null };
}

/** What is asked and where the user is stay as they are; nothing is kept, since the engine has lost it. */
function readAgain(state: State, { job, name, bytes, now }: Act<'read-again'>): State {
  const before = state.phase === 'loading' ? state.kept : state;
  if (before?.phase !== 'ready') return state;
  const cancelled = state.phase === 'ready' && state.trouble?.kind === 'unopened' ? state.trouble.name : null;
  const unopened = state.phase === 'loading' ? state.name : cancelled;
  const trouble = { kind: 'read-again', name: unopened, failure: null } as const;
  const returning = { journey: before.journey, trouble };
  const { asked } = before.result.shown;
  return { phase: 'loading', asked, job, name, ...begun(name, bytes, now), kept: null, hasGivenUp: false, returning };
}

/** Back to the log that was open, as it was, or to the start. */
function leave({ kept, asked, name }: Loading, { failure, isKept }: Act<'unopened'>): State {
  if (kept !== null && isKept) {
    const result = { ...kept.result, waiting: [] };
    return { ...kept, asked: result.shown.asked, result, work: null, trouble: { kind: 'unopened', name, failure } };
  }
  return failure === null ? { phase: 'empty', asked: carryOver(asked) } : { phase: 'failed', asked, failure };
}

/** What is said of the first view holds until the user moves on. */
function withoutHint(state: Ready): Ready {
  return state.trouble?.kind === 'first-view' ? { ...state, trouble: null } : state;
}

/** Moves about in the run. */
function move(state: Ready, action: Act<'opened' | 'closed' | 'went' | 'visited' | 'turned-back'>): Ready {
  const { asked, journey } = state;
  const here = placeIn(asked);
  switch (action.type) {
    case 'opened':
      return { ...state, journey: openSpot(journey, here, action.what, action.isStep) };
    case 'closed':
      return { ...state, journey: closeSpot(journey, here, action.what) };
    case 'went':
      return { ...state, asked: listing(asked, action.place ?? here), journey: goOn(journey, here, action.to) };
    case 'visited': {
      const found = visitSpot(journey, here, action.id);
      if (found === null) return state;
      return { ...state, asked: listing(asked, found.place), journey: found.journey };
    }
    case 'turned-back':
      return { ...state, trouble: { kind: 'first-view' } };
  }
}

/** Progress of what was asked for before is none of what is asked for now. */
function ask(state: State, asked: Asked): State {
  return state.phase === 'ready' && state.asked !== asked ? { ...state, asked, work: null } : { ...state, asked };
}

function advance(state: Loading, { progress, now }: Act<'progressed'>): Loading {
  const before = state.progress;
  if (progress.phase !== before.phase) return { ...state, progress, phaseSince: now, now };
  return { ...state, progress: { ...progress, done: Math.max(progress.done, before.done) }, now };
}

/** Whether a newer answer than the one on screen is under way: progress can come after what it led to. */
function isAwaited({ job, result, asked }: Ready, of: number): boolean {
  return job === of && result.shown.asked !== asked;
}

function hear(state: Loading, news: News): Loading {
  if (news.kind === 'early') return { ...state, early: news.early };
  // Reading may have begun in memory: it starts over.
  if (news.kind === 'larger') return { ...state, plan: news.plan, progress: { ...state.progress, done: 0, rows: 0 } };
  return { ...state, hasGivenUp: state.kept !== null, kept: null };
}

function answer(state: State, { job, run, shown }: Act<'answered'>): State {
  if ((state.phase !== 'loading' && state.phase !== 'ready') || state.job !== job) return state;
  const before = state.result;
  const redrawn = before === null || before.shown.detection !== shown.detection;
  // The detectors may have become more meanwhile.
  const result: Result = { run: before?.run ?? run, shown, waiting: redrawn ? ['table', 'charts'] : before.waiting };
  if (state.phase === 'loading') return { ...state, result };
  // Flows of a log that is larger than memory are numbered by detector.
  const journey = redrawn && run.larger !== null ? withoutFlows(state.journey) : state.journey;
  return { ...state, result, journey, work: null };
}

function paint(state: State, { part, detection }: Act<'painted'>): State {
  const result = resultOf(state);
  if (result === null || result.shown.detection !== detection || !result.waiting.includes(part)) return state;
  const drawn: Result = { ...result, waiting: result.waiting.filter((other) => other !== part) };
  if (state.phase !== 'loading') return { ...state, result: drawn } as Ready;
  if (drawn.waiting.length > 0) return { ...state, result: drawn };
  return {
    phase: 'ready',
    asked: state.asked,
    job: state.job,
    result: drawn,
    journey: state.returning?.journey ?? beginJourney(state.job),
    work: null,
    trouble: state.returning?.trouble ?? null,
    dropped: null,
  };
}
