import { useState } from 'react';
import type { Engine, Evaluation, EvaluationQuery, Params, Run } from '../../worker/api.ts';
import { type JobState, useJob } from '../ask/use-job.ts';
import { resultName } from '../model/changed-settings.ts';
import { chosenParams } from '../workspace/model.ts';
import type { Shown } from '../workspace/state.ts';

export interface Judged {
  /** Key of the result. */
  readonly detector: string;
  /** The detector with its settings. */
  readonly label: string;
  readonly evaluation: Evaluation;
}
/** The evaluated results, and the contamination that set their thresholds. */
interface Judgement {
  readonly contamination: number;
  /** Key of the result whose threshold the user moved, null if none. */
  readonly moved: string | null;
  readonly judged: readonly Judged[];
}
/** The progress of an evaluation. */
export type EvaluationState =
  | { readonly phase: 'idle' }
  /** With the results evaluated so far. */
  | ({ readonly phase: 'working'; readonly with: string } & Judgement)
  | ({ readonly phase: 'done' } & Judgement)
  | { readonly phase: 'failed'; readonly error: unknown };

/** A detector to evaluate. */
export interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly params: Params;
  /** Null if it follows from the contamination. */
  readonly threshold: number | null;
}

/** Every detector of the run: the one on screen with its current settings, the others with theirs. */
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

/** Runs detectors one after another and evaluates each against labels. A new request cancels the previous one. */
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
  const limit = threshold ?? (await thresholdOf(engine, detector, contamination));
  return { detector, label, evaluation: await engine.evaluate(detector, limit, query, signal) };
}

async function thresholdOf(engine: Engine, detector: string, contamination: number): Promise<number> {
  const results = await engine.results(contamination);
  return results.find((result) => result.detector === detector)?.threshold ?? Number.NaN;
}

const nothing = { with: '', contamination: 0, moved: null, judged: [] };

function stateOf(job: JobState<null, void>, label: string, judgement: Judgement): EvaluationState {
  if (job.phase === 'failed') return { phase: 'failed', error: job.error };
  if (job.phase === 'working') return { phase: 'working', with: label, ...judgement };
  // Results from before Cancel stay.
  return judgement.judged.length === 0 ? { phase: 'idle' } : { phase: 'done', ...judgement };
}
