import type { Progress } from '../../worker/api.ts';
import { isAbort } from '../failure/explain-error.ts';

/** Sends a question to the engine. Called once per key unless it fails. */
export type Ask<Answer> = (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Answer>;

/** A question to the engine with its identity. */
export interface Question<Answer> {
  /** Identity: two questions with the same key have the same answer. */
  readonly key: string;
  /**
   * Questions of one scope are sent one at a time. While one is running, only the newest waiting question is sent next.
   * A question of another scope cancels the running one.
   */
  readonly scope: string;
  readonly ask: Ask<Answer>;
}

/** An answer with the key of its question. */
export interface Answered<Answer> {
  readonly key: string;
  readonly answer: Answer;
}

/** Progress of the current question. `key` and `scope` are null before the first question. */
export type Asking = { readonly key: string | null; readonly scope: string | null } & (
  | { readonly phase: 'idle' | 'ready' | 'cancelled' }
  /** `share` is the completed fraction, 0 to 1. */
  | { readonly phase: 'working'; readonly share: number }
  | { readonly phase: 'failed'; readonly error: unknown }
);

/** The current question, and the latest answer. The answer stays until a newer one arrives. */
export interface AskerState<Answer> {
  readonly asking: Asking;
  readonly latest: Answered<Answer> | null;
}

/** Sends questions and reports their answers, see `startAsker`. */
export interface Asker<Answer> {
  state(): AskerState<Answer>;
  /**
   * Sends the question unless its key is answered, running or failed, or its scope was cancelled. Null cancels the
   * running question.
   */
  put(question: Question<Answer> | null): void;
  /**
   * Sends the question that `put` is expected to name next, beside the running one. It is not reported: `answerTo` has
   * the answer, and `put` takes it. Another early question, or a `put` of another key, cancels it.
   */
  early(question: Question<Answer>): void;
  /** The answer to this key: the latest one, or the answer to the early question. Null if there is none. */
  answerTo(key: string): Answered<Answer> | null;
  /** Cancels for the user. Only `again` sends questions of this scope again. */
  cancel(): void;
  /** Sends the newest question again after a failure or a cancel. */
  again(): void;
}

interface Job<Answer> {
  readonly question: Question<Answer>;
  readonly stop: AbortController;
}

/** A job that was sent before its question was put. */
interface EarlyJob<Answer> extends Job<Answer> {
  readonly sent: Promise<Answer>;
  /** Receives the progress once the question is put. */
  readonly listener: { onProgress: (progress: Progress) => void };
  answered: Answered<Answer> | null;
}

/**
 * Creates an asker, which sends one question at a time. `onState` receives every change of state. Late answers of
 * cancelled questions are ignored.
 */
export function startAsker<Answer>(onState: (state: AskerState<Answer>) => void): Asker<Answer> {
  let state: AskerState<Answer> = { asking: { key: null, scope: null, phase: 'idle' }, latest: null };
  let newest: Question<Answer> | null = null;
  let job: Job<Answer> | null = null;
  let sentEarly: EarlyJob<Answer> | null = null;
  let failedKey: string | null = null;
  let cancelledScope: string | null = null;

  function change(asking: Asking, latest = state.latest): void {
    state = { asking, latest };
    onState(state);
  }

  function put(question: Question<Answer> | null): void {
    newest = question;
    const known = question !== null && sentEarly?.question.key === question.key ? sentEarly.answered : null;
    if (question !== null && known !== null) takeEarly(known, question.scope);
    if (question !== null && (job?.question.key === question.key || job?.question.scope === question.scope)) return;
    if (question === null || isSettled(question)) stop();
    else begin(question);
  }

  function early(question: Question<Answer>): void {
    if (isSettled(question) || [job, sentEarly].some((one) => one?.question.key === question.key)) return;
    const before = sentEarly;
    const stop = new AbortController();
    const listener = { onProgress: (_: Progress) => {} };
    const sent = question.ask(stop.signal, (progress) => listener.onProgress(progress));
    const mine: EarlyJob<Answer> = { question, stop, sent, listener, answered: null };
    sentEarly = mine;
    sent.then(
      (answer) => {
        mine.answered = { key: question.key, answer };
      },
      () => {
        if (sentEarly === mine) sentEarly = null; // asked again when it is put
      },
    );
    before?.stop.abort();
  }

  /** Takes the answer to the early question as the latest one. Not reported: `answerTo` has it already. */
  function takeEarly(answered: Answered<Answer>, scope: string): void {
    const before = job;
    sentEarly = job = null;
    failedKey = cancelledScope = null;
    before?.stop.abort();
    state = { asking: { key: answered.key, scope, phase: 'ready' }, latest: answered };
  }

  /** Sends the question, or takes the early one that was sent. */
  function send({ key, ask }: Question<Answer>, stop: AbortController, onProgress: (progress: Progress) => void) {
    const before = sentEarly;
    sentEarly = null;
    if (before?.question.key !== key) {
      const sent = ask(stop.signal, onProgress);
      before?.stop.abort();
      return sent;
    }
    before.listener.onProgress = onProgress;
    stop.signal.addEventListener('abort', () => before.stop.abort(), { once: true });
    return before.sent;
  }

  function answerTo(key: string): Answered<Answer> | null {
    if (state.latest?.key === key) return state.latest;
    return sentEarly?.question.key === key ? sentEarly.answered : null;
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
    send(question, mine.stop, onProgress).then(
      (answer) => settle(mine, { key, scope, phase: 'ready' }, { key, answer }),
      // When its worker ends, the engine aborts all running questions.
      (error: unknown) =>
        settle(mine, isAbort(error) ? { key, scope, phase: 'cancelled' } : { key, scope, phase: 'failed', error }),
    );
    // Aborts after the new question was sent: work that both questions share continues.
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
    sentEarly?.stop.abort();
    sentEarly = job = null;
    stopped?.abort();
    if (question !== undefined) change({ key: question.key, scope: question.scope, phase: 'idle' });
  }

  function cancel(): void {
    if (job === null) return;
    const { question, stop: stopped } = job;
    job = null;
    cancelledScope = question.scope;
    stopped.abort();
    if (sentEarly?.question.scope === question.scope) {
      sentEarly.stop.abort();
      sentEarly = null;
    }
    change({ key: question.key, scope: question.scope, phase: 'cancelled' });
  }

  function again(): void {
    if (newest !== null && job === null) begin(newest);
  }

  return { state: () => state, put, early, answerTo, cancel, again };
}
