import { startTransition, useEffect, useRef, useState } from 'react';

/** The newest answer to a question, and what it was the answer to. */
interface Answer<Question, Result> {
  readonly question: Question;
  readonly result: Result;
}

/**
 * Asks whenever the question changes (by identity; null asks nothing). One question is under way at a time; of those that
 * come meanwhile only the newest is asked, so an old answer never overwrites a newer one.
 */
export function useAnswer<Question, Result>(
  question: Question | null,
  ask: (question: Question, signal: AbortSignal) => Promise<Result>,
): { readonly answer: Answer<Question, Result> | null; readonly hasFailed: boolean } {
  const [answer, setAnswer] = useState<Answer<Question, Result> | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const newest = useRef<Question | null>(null);
  const isAsking = useRef(false);
  const asker = useRef(ask);
  asker.current = ask;

  useEffect(() => {
    newest.current = question;
    if (question === null || isAsking.current) return;
    isAsking.current = true;
    const run = async () => {
      try {
        for (let asked: Question | null = null; newest.current !== null && newest.current !== asked; ) {
          asked = newest.current;
          const result = await asker.current(asked, never);
          const question = asked;
          startTransition(() => {
            setAnswer({ question, result });
            setFailed(false);
          });
        }
      } catch (error) {
        setFailed(!(error instanceof DOMException && error.name === 'AbortError'));
      } finally {
        isAsking.current = false;
      }
    };
    void run();
  }, [question]);

  return { answer: question === null ? null : answer, hasFailed };
}

/** A chart's question is answered sooner than it could be called off. */
const never = new AbortController().signal;
