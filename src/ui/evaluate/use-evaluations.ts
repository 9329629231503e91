import { useState } from 'react';
import type { Engine, Evaluation, EvaluationQuery, Params, Run } from '../../worker/api.ts';
import { type JobState, useJob } from '../ask/use-job.ts';
import { resultName } from '../model/changed-settings.ts';
import { chosenParams } from '../workspace/model.ts';
import type { Shown } from '../workspace/state.ts';

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
export function candidatesOf(run: Run, { workspace, detection, threshold, isMoved }: Shown): readonly Candidate[] {
  return run.detectors.map((choice) => {
    const { id, label } = choice;
    const isShown = id === detection.id;
    const params = isShown ? detection.params : chosenParams(choice, workspace.model);
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
  const { state, start, cancel } = useJob<null>();
  const [{ with: label, ...judgement }, setPart] = useState<Judgement & { readonly with: string }>(nothing);
  const judge = (candidates: readonly Candidate[], contamination: number, query: EvaluationQuery) => {
    const moved = candidates.find(({ threshold }) => threshold !== null)?.label ?? null;
    const judged: Judged[] = [];
    const show = (what: string) => setPart({ with: what, contamination, moved, judged: [...judged] });
    start(null, async (signal) => {
      for (const candidate of candidates) {
        show(candidate.label);
        judged.push(await judgeOne(engine, candidate, contamination, query, signal));
        signal.throwIfAborted();
      }
      show('');
    });
  };
  return { state: stateOf(state, label, judgement), judge, cancel };
}

async function judgeOne(
  engine: Engine,
  { id, label, params, threshold }: Candidate,
  contamination: number,
  query: EvaluationQuery,
  signal: AbortSignal,
): Promise<Judged> {
  const { detector } = await engine.detect(id, () => {}, signal, params);
  const limit = threshold ?? (await engine.threshold(detector, contamination));
  return { detector, label, evaluation: await engine.evaluate(detector, limit, query, signal) };
}

const nothing = { with: '', contamination: 0, moved: null, judged: [] };

function stateOf(job: JobState<null, void>, label: string, judgement: Judgement): EvaluationState {
  if (job.phase === 'failed') return { phase: 'failed', error: job.error };
  if (job.phase === 'working') return { phase: 'working', with: label, ...judgement };
  // What was judged before Cancel stays.
  return judgement.judged.length === 0 ? { phase: 'idle' } : { phase: 'done', ...judgement };
}
