import { useState } from 'react';
import type { BaselineSource, BaselineSummary, Drift, Params, Progress } from '../../worker/api.ts';
import { type JobState, useJob } from '../ask/use-job.ts';
import { saveBlob } from '../export/save-blob.ts';
import { explainError } from '../failure/explain-error.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Failure } from '../workspace/state.ts';
import { modelName } from './model-name.ts';

export type BaselineJob =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly what: string; readonly share: number }
  | { readonly phase: 'failed'; readonly failure: Failure };

interface Known {
  readonly known: readonly BaselineSummary[];
  readonly chosen: BaselineSummary | null;
  /** Drift of the chosen baseline, null while it is unknown. */
  readonly drift: Drift | null;
}

export interface Baselines extends Known {
  readonly job: BaselineJob;
  /** Asks the engine for all baselines: they outlive a log. */
  refresh(): void;
  /** Fits a baseline with a detector's settings. `what` describes the job. */
  fit(source: BaselineSource, detector: string, params: Params, what: string): void;
  open(blob: Blob, name: string): void;
  choose(baseline: BaselineSummary): void;
  /** Scores the run. Calls `onDone` when the scores are shown. */
  score(baseline: BaselineSummary, onDone: () => void): void;
  save(baseline: BaselineSummary): void;
  discard(baseline: BaselineSummary): void;
  cancel(): void;
}

const nothing: Known = { known: [], chosen: null, drift: null };

/** The baselines of the page for the open log. Runs one job at a time, which continues when the panel closes. */
export function useBaselines({ engine, scoreBy, withdraw }: Controller): Baselines {
  const [state, setState] = useState(nothing);
  const { state: job, start, cancel } = useJob<string>();
  const change = (part: Partial<Known>) => setState((now) => ({ ...now, ...part }));

  async function show(chosen: BaselineSummary, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const known = await engine.baselines();
    signal.throwIfAborted();
    change({ known, chosen, drift: null });
    const drift = await engine.drift(chosen.id, onProgress, signal);
    signal.throwIfAborted();
    change({ drift });
  }

  const choose = (baseline: BaselineSummary) =>
    start(COMPARING, (signal, onProgress) => show(baseline, onProgress, signal));
  return {
    ...state,
    job: jobOf(job),
    async refresh() {
      const known = await engine.baselines().catch(() => []);
      const last = known.at(-1);
      change({ known });
      if (last !== undefined && state.chosen === null && job.phase !== 'working') choose(last);
    },
    fit: (source, detector, params, what) =>
      start(what, async (signal, onProgress) =>
        show(await engine.fitBaseline(source, detector, onProgress, signal, params), onProgress, signal),
      ),
    open: (blob, name) =>
      start(`Opening ${name}`, async (signal, onProgress) =>
        show(await engine.openBaseline(blob, name), onProgress, signal),
      ),
    choose,
    score: (baseline, onDone) =>
      start('Scoring this log', async (signal, onProgress) => {
        await engine.detect(baseline.id, onProgress, signal);
        signal.throwIfAborted();
        scoreBy(baseline);
        onDone();
      }),
    save: (baseline) =>
      start('Saving', async () => saveBlob(await engine.saveBaseline(baseline.id, __VERSION__), modelName(baseline))),
    discard: (baseline) =>
      start('Discarding', async (signal, onProgress) => {
        withdraw(baseline.id);
        await engine.discardBaseline(baseline.id);
        const known = await engine.baselines();
        signal.throwIfAborted();
        change({ known, chosen: null, drift: null });
        const last = known.at(-1);
        if (last !== undefined) await show(last, onProgress, signal);
      }),
    cancel,
  };
}

function jobOf(job: JobState<string, void>): BaselineJob {
  if (job.phase === 'failed') return { phase: 'failed', failure: explainError(job.error) };
  return job.phase === 'working' ? job : { phase: 'idle' };
}

type OnProgress = (progress: Progress) => void;

const COMPARING = 'Comparing this log with the baseline';
