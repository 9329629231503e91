import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
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
export interface AskOptions {
  /** See `Question.scope`. By default every question is a scope of its own: a new question cancels the running one. */
  readonly scope?: string;
  /** Asks no new question while set and lets the running one finish. For hidden views. */
  readonly isHeld?: boolean;
  /** Draws an answer in slices of time, between which the page responds. */
  readonly inTransition?: boolean;
}

/**
 * Asks the engine for a component: runs `ask` once per new `key`; null asks nothing. This is the only way for a view to
 * get an answer.
 * Three policies are possible. A panel shows `answer`, which always belongs to `key`. A list or chart shows `latest`
 * while working. With one `scope` for several keys, questions are sent one at a time and only the newest waiting one is
 * sent next.
 */
export function useAsk<Answer>(key: string | null, ask: Ask<Answer>, options: AskOptions = {}): Asked<Answer> {
  const { scope = key ?? '', isHeld = false, inTransition = false } = options;
  const drawsInSlices = useRef(inTransition);
  drawsInSlices.current = inTransition;
  const [asker] = useState(() =>
    startAsker<Answer>((next) => {
      if (drawsInSlices.current && next.asking.phase === 'ready') startTransition(() => setState(next));
      else setState(next);
    }),
  );
  const [state, setState] = useState(asker.state);
  const put = useEffectEvent(() => {
    if (!isHeld) asker.put(key === null ? null : { key, scope, ask });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what is asked
  useEffect(() => put(), [key, scope, isHeld]);
  useEffect(() => () => asker.put(null), [asker]);
  return { latest: state.latest, cancel: asker.cancel, again: asker.again, ...phaseOf(state, key, scope, isHeld) };
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
