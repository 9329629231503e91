import { useCallback, useRef, useState } from 'react';
import type { Engine, Evaluation, EvaluationWish, Run } from '../../worker/api.ts';

export interface Judged {
  readonly detector: string;
  readonly label: string;
  readonly evaluation: Evaluation;
}
export type EvaluationState =
  | { readonly phase: 'idle' }
  /** With what is there of the list. */
  | { readonly phase: 'working'; readonly with: string; readonly judged: readonly Judged[] }
  | { readonly phase: 'done'; readonly judged: readonly Judged[] }
  | { readonly phase: 'failed'; readonly error: unknown };

/** Runs detectors one after another and judges each by labels; a newer question puts an end to an older one. */
export function useEvaluations(engine: Engine, run: Run, contamination: number) {
  const [state, setState] = useState<EvaluationState>({ phase: 'idle' });
  const stop = useRef(new AbortController());
  const judge = useCallback(
    async (detectors: readonly string[], wish: EvaluationWish) => {
      stop.current.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      const judged: Judged[] = [];
      try {
        for (const { id, label } of run.detectors.filter((one) => detectors.includes(one.id))) {
          setState({ phase: 'working', with: label, judged: [...judged] });
          await engine.detect(id, () => {}, signal);
          const threshold = await engine.threshold(id, contamination);
          judged.push({ detector: id, label, evaluation: await engine.evaluate(id, threshold, wish, signal) });
        }
        if (!signal.aborted) setState({ phase: 'done', judged });
      } catch (error) {
        if (!signal.aborted) setState({ phase: 'failed', error });
      }
    },
    [engine, run, contamination],
  );
  return { state, judge };
}
