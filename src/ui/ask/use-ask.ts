import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type Answered, type Ask, type AskerState, startAsker } from './asker.ts';

/** What a view knows of its question. */
export type Asked<Answer> = {
  /** The newest answer, also to an earlier question, with its key. */
  readonly latest: Answered<Answer> | null;
  /** Cancels the question under way. */
  readonly cancel: () => void;
  /** Asks again after a failure or a cancel. */
  readonly again: () => void;
} & Phase<Answer>;

type Phase<Answer> =
  | { readonly phase: 'idle' | 'cancelled' }
  | { readonly phase: 'working'; readonly share: number }
  | { readonly phase: 'ready'; readonly answer: Answer }
  | { readonly phase: 'failed'; readonly error: unknown };

export interface AskOptions {
  /** See `Question.scope`. By default every question has its own: a new one cancels the one under way. */
  readonly scope?: string;
  /** Ask nothing new, and let the question under way go on: the view is out of sight. */
  readonly isHeld?: boolean;
  /** Draw an answer in slices of time, between which the page can respond. */
  readonly inTransition?: boolean;
}

/**
 * The only way in which a view asks the engine: `ask` runs once for each new `key`, null asks nothing. Three policies follow
 * from how it is used. A panel shows `answer`, and never the answer to another key. A list or chart keeps `latest` while
 * working. With one `scope` for several keys, one question is asked at a time, and of those that wait only the newest.
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

/** How far the question with `key` is; it may not have been put yet. */
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
