import { startTransition, useContext, useEffect, useEffectEvent, useRef, useState } from 'react';
import { AheadContext, type NextView } from './ahead.ts';
import { type Answered, type Ask, type AskerState, startAsker } from './asker.ts';

/** The state of a component's question: idle, working, ready, failed or cancelled. */
export type Asked<Answer> = {
  /** The latest answer with its key. It may belong to an earlier question. */
  readonly latest: Answered<Answer> | null;
  /** Cancels the running question. */
  readonly cancel: () => void;
  /** Asks again after a failure or a cancel. */
  readonly again: () => void;
} & Phase<Answer>;

type Phase<Answer> =
  | { readonly phase: 'idle' | 'cancelled' }
  | { readonly phase: 'working'; readonly share: number }
  | { readonly phase: 'ready'; readonly answer: Answer }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Options of `useAsk`. */
export interface AskOptions<Answer> {
  /** See `Question.scope`. By default every question is a scope of its own: a new question cancels the running one. */
  readonly scope?: string;
  /** Asks no new question while set and lets the running one finish. For hidden views. */
  readonly isHeld?: boolean;
  /** Draws an answer in slices of time, between which the page responds. */
  readonly inTransition?: boolean;
  /**
   * The question about what the page is about to show, see `Ahead`. Its answer may be there at the first drawing. Null
   * asks nothing early.
   */
  readonly ahead?: (next: NextView) => EarlyQuestion<Answer> | null;
}

/** A question with its key, see `useAsk`. */
export interface EarlyQuestion<Answer> {
  readonly key: string;
  readonly ask: Ask<Answer>;
}

/**
 * Asks the engine for a component: runs `ask` once per new `key`; null asks nothing. This is the only way for a view to
 * get an answer.
 * Three policies are possible. A panel shows `answer`, which always belongs to `key`. A list or chart shows `latest`
 * while working. With one `scope` for several keys, questions are sent one at a time and only the newest waiting one is
 * sent next.
 */
export function useAsk<Answer>(key: string | null, ask: Ask<Answer>, options: AskOptions<Answer> = {}): Asked<Answer> {
  const { scope = key ?? '', isHeld = false, inTransition = false } = options;
  const drawsInSlices = useRef(inTransition);
  drawsInSlices.current = inTransition;
  const [asker] = useState(() =>
    startAsker<Answer>((next) => {
      if (drawsInSlices.current && next.asking.phase === 'ready') startTransition(() => setState(next));
      else setState(next);
    }),
  );
  // Renders read the asker itself: taking an early answer is not reported.
  const [, setState] = useState(asker.state);
  const answered = key === null ? null : asker.answerTo(key);
  const put = useEffectEvent(() => {
    if (isHeld) return;
    asker.put(key === null ? null : { key, scope, ask });
    // An early answer arrived since the last render.
    if (key !== null && answered === null && asker.answerTo(key) !== null) setState(asker.state());
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => put(), [key, scope, isHeld]);
  const announced = useEffectEvent((next: NextView) => {
    const question = isHeld ? null : (options.ahead?.(next) ?? null);
    if (question !== null) asker.early({ ...question, scope: options.scope ?? question.key });
  });
  const ahead = useContext(AheadContext);
  useEffect(() => ahead.join((next) => announced(next)), [ahead]);
  useEffect(() => () => asker.put(null), [asker]);
  const { asking, latest: newest } = asker.state();
  const latest = answered ?? newest;
  const phase = phaseOf({ asking, latest }, key, scope, isHeld);
  return { latest, cancel: asker.cancel, again: asker.again, ...phase };
}

/** The phase of the question with this `key`. It may not have been sent yet. */
function phaseOf<Answer>(
  { asking, latest }: AskerState<Answer>,
  key: string | null,
  scope: string,
  isHeld: boolean,
): Phase<Answer> {
  if (key === null) return { phase: 'idle' };
  if (latest?.key === key) return { phase: 'ready', answer: latest.answer };
  if (asking.phase === 'failed' && asking.key === key) return asking;
  if (asking.phase === 'cancelled' && (asking.key === key || asking.scope === scope)) return { phase: 'cancelled' };
  if (asking.phase === 'working' && asking.scope === scope) return asking;
  return isHeld ? { phase: 'idle' } : { phase: 'working', share: 0 };
}
