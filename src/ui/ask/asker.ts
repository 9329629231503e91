import type { Progress } from '../../worker/api.ts';
import { isAbort } from '../failure/explain-error.ts';

/** Puts a question to the engine. Not called again for a key that was answered. */
export type Ask<Answer> = (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Answer>;

export interface Question<Answer> {
  /** Identity of the question: two questions with the same key have the same answer. */
  readonly key: string;
  /**
   * Which questions wait for each other. While one of the same scope is asked, only the newest that waits is asked next. A
   * question of another scope cancels the one under way.
   */
  readonly scope: string;
  readonly ask: Ask<Answer>;
}

/** An answer with the key of its question. */
export interface Answered<Answer> {
  readonly key: string;
  readonly answer: Answer;
}

/** How far a question is. `key` and `scope` are null before the first one. */
export type Asking = { readonly key: string | null; readonly scope: string | null } & (
  | { readonly phase: 'idle' | 'ready' | 'cancelled' }
  /** `share` is the part that is done, 0 to 1. */
  | { readonly phase: 'working'; readonly share: number }
  | { readonly phase: 'failed'; readonly error: unknown }
);

/** The question under way, and the newest answer. The answer stays until there is a newer one. */
export interface AskerState<Answer> {
  readonly asking: Asking;
  readonly latest: Answered<Answer> | null;
}

export interface Asker<Answer> {
  state(): AskerState<Answer>;
  /** Asks, unless the key is answered, under way, has failed, or its scope was cancelled. Null cancels what is under way. */
  put(question: Question<Answer> | null): void;
  /** Cancels on behalf of the user: the scope is asked again only by `again`. */
  cancel(): void;
  /** Asks the newest question again after it failed or was cancelled. */
  again(): void;
}

interface Job<Answer> {
  readonly question: Question<Answer>;
  readonly stop: AbortController;
}

/** Asks one question at a time. `onState` receives every change. An answer that is no longer wanted changes nothing. */
export function startAsker<Answer>(onState: (state: AskerState<Answer>) => void): Asker<Answer> {
  let state: AskerState<Answer> = { asking: { key: null, scope: null, phase: 'idle' }, latest: null };
  let newest: Question<Answer> | null = null;
  let job: Job<Answer> | null = null;
  let failedKey: string | null = null;
  let cancelledScope: string | null = null;

  function change(asking: Asking, latest = state.latest): void {
    state = { asking, latest };
    onState(state);
  }

  function put(question: Question<Answer> | null): void {
    newest = question;
    if (question !== null && (job?.question.key === question.key || job?.question.scope === question.scope)) return;
    if (question === null || isSettled(question)) stop();
    else begin(question);
  }

  function isSettled({ key, scope }: Question<Answer>): boolean {
    return state.latest?.key === key || failedKey === key || cancelledScope === scope;
  }

  function begin(question: Question<Answer>): void {
    const before = job;
    const mine: Job<Answer> = { question, stop: new AbortController() };
    const { key, scope } = question;
    job = mine;
    failedKey = cancelledScope = null;
    change({ key, scope, phase: 'working', share: 0 });
    const onProgress = ({ done, total }: Progress) => {
      if (job === mine) change({ key, scope, phase: 'working', share: total === 0 ? 0 : done / total });
    };
    question.ask(mine.stop.signal, onProgress).then(
      (answer) => settle(mine, { key, scope, phase: 'ready' }, { key, answer }),
      // The engine aborts what it works on when its worker ends.
      (error: unknown) =>
        settle(mine, isAbort(error) ? { key, scope, phase: 'cancelled' } : { key, scope, phase: 'failed', error }),
    );
    // After the new question was put: work that both wait for goes on.
    before?.stop.abort();
  }

  function settle(mine: Job<Answer>, asking: Asking, latest = state.latest): void {
    if (job !== mine) return;
    job = null;
    if (asking.phase !== 'ready') failedKey = asking.key;
    change(asking, latest);
    if (newest !== null && newest.key !== asking.key) put(newest);
  }

  function stop(): void {
    const { stop: stopped, question } = job ?? {};
    job = null;
    stopped?.abort();
    if (question !== undefined) change({ key: question.key, scope: question.scope, phase: 'idle' });
  }

  function cancel(): void {
    if (job === null) return;
    const { question, stop: stopped } = job;
    job = null;
    cancelledScope = question.scope;
    stopped.abort();
    change({ key: question.key, scope: question.scope, phase: 'cancelled' });
  }

  function again(): void {
    if (newest !== null && job === null) begin(newest);
  }

  return { state: () => state, put, cancel, again };
}
