import { useCallback, useRef, useState } from 'react';
import type { Engine, Evaluation, EvaluationQuery, Params, Run } from '../../worker/api.ts';
import { chosenParams } from '../asked.ts';
import { resultName } from '../model/changed-settings.ts';
import type { Shown } from '../state.ts';

export interface Judged {
  /** The key of the result. */
  readonly detector: string;
  /** The detector with its settings. */
  readonly label: string;
  readonly evaluation: Evaluation;
}
/** What was judged, and by which contamination thresholds were found. */
interface Judgement {
  readonly contamination: number;
  /** Name of the result whose threshold is the one that the user moved on screen. */
  readonly moved: string | null;
  readonly judged: readonly Judged[];
}
type EvaluationState =
  | { readonly phase: 'idle' }
  /** With what is there of the list. */
  | ({ readonly phase: 'working'; readonly with: string } & Judgement)
  | ({ readonly phase: 'done' } & Judgement)
  | { readonly phase: 'failed'; readonly error: unknown };

/** A detector as it is to be judged. */
interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly params: Params;
  /** Null where it follows from the contamination. */
  readonly threshold: number | null;
}

/** Every detector of the run: the one on screen as it is there, the others with the settings that were made for them. */
export function candidatesOf(run: Run, { asked, detection, threshold, isMoved }: Shown): readonly Candidate[] {
  return run.detectors.map((choice) => {
    const { id, label } = choice;
    const isShown = id === detection.id;
    const params = isShown ? detection.params : chosenParams(choice, asked);
    return {
      id,
      label: resultName(run, { id, label, params }),
      params,
      threshold: isShown && isMoved ? threshold : null,
    };
  });
}

/** Runs detectors one after another and judges each by labels; a newer question puts an end to an older one. */
export function useEvaluations(engine: Engine) {
  const [state, setState] = useState<EvaluationState>({ phase: 'idle' });
  const stop = useRef(new AbortController());
  const judge = useCallback(
    async (candidates: readonly Candidate[], contamination: number, query: EvaluationQuery) => {
      stop.current.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      const moved = candidates.find(({ threshold }) => threshold !== null)?.label ?? null;
      const judged: Judged[] = [];
      try {
        for (const candidate of candidates) {
          const { label } = candidate;
          setState({ phase: 'working', with: label, contamination, moved, judged: [...judged] });
          const { detector } = await engine.detect(candidate.id, () => {}, signal, candidate.params);
          const threshold = candidate.threshold ?? (await engine.threshold(detector, contamination));
          judged.push({ detector, label, evaluation: await engine.evaluate(detector, threshold, query, signal) });
        }
        if (!signal.aborted) setState({ phase: 'done', contamination, moved, judged });
      } catch (error) {
        if (!signal.aborted) setState({ phase: 'failed', error });
      }
    },
    [engine],
  );
  const cancel = useCallback(() => {
    stop.current.abort();
    setState((now) => (now.phase !== 'working' ? now : now.judged.length === 0 ? { phase: 'idle' } : keep(now)));
  }, []);
  return { state, judge, cancel };
}

/** What was judged before Cancel stays. */
function keep({ contamination, moved, judged }: Judgement): EvaluationState {
  return { phase: 'done', contamination, moved, judged };
}
