import { startTransition, useEffect, useRef, useState } from 'react';
import { askNewest } from './ask-newest.ts';

/** The newest answer to a question, and what it was the answer to. */
interface Answer<Question, Result> {
  readonly question: Question;
  readonly result: Result;
}

/** Asks whenever the question changes (by identity; null asks nothing). An answer stays until there is a newer one. */
export function useAnswer<Question, Result>(
  question: Question | null,
  ask: (question: Question, signal: AbortSignal) => Promise<Result>,
): { readonly answer: Answer<Question, Result> | null; readonly hasFailed: boolean } {
  const [answer, setAnswer] = useState<Answer<Question, Result> | null>(null);
  const [failed, setFailed] = useState<Question | null>(null);
  const asker = useRef(ask);
  asker.current = ask;
  const [put] = useState(() =>
    askNewest<Question, Result>(
      (asked) => asker.current(asked, never),
      (asked, result) => startTransition(() => setAnswer({ question: asked, result })),
      (asked, error) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) setFailed(asked);
      },
    ),
  );
  useEffect(() => {
    if (question === null) setAnswer(null);
    // After the table's question, which is answered soonest and takes longest to draw.
    let isWanted = true;
    queueMicrotask(() => {
      if (isWanted) put(question);
    });
    return () => {
      isWanted = false;
    };
  }, [put, question]);
  return { answer: question === null ? null : answer, hasFailed: question !== null && question === failed };
}

/** A chart's question is answered sooner than it could be cancelled. */
const never = new AbortController().signal;
