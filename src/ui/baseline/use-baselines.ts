import { useEffect, useRef, useState } from 'react';
import type { BaselineSource, BaselineSummary, Drift, Params, Progress } from '../../worker/api.ts';
import type { Controller } from '../controller.ts';
import { saveBlob } from '../export/save-blob.ts';
import { explainError, isAbort } from '../failure/explain-error.ts';
import type { Failure } from '../state.ts';
import { modelName } from './model-name.ts';

export type BaselineJob =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly what: string; readonly share: number }
  | { readonly phase: 'failed'; readonly failure: Failure };

interface BaselinesState {
  readonly known: readonly BaselineSummary[];
  readonly chosen: BaselineSummary | null;
  /** Of the one chosen; null while it is not known. */
  readonly drift: Drift | null;
  readonly job: BaselineJob;
}

export interface Baselines extends BaselinesState {
  /** Asks the engine which there are: they outlive a log. */
  refresh(): void;
  /** With a detector's settings; `what` says what is under way. */
  fit(source: BaselineSource, detector: string, params: Params, what: string): void;
  open(blob: Blob, name: string): void;
  choose(baseline: BaselineSummary): void;
  /** Scores the run; `onDone` hears of it when the scores are shown. */
  score(baseline: BaselineSummary, onDone: () => void): void;
  save(baseline: BaselineSummary): void;
  discard(baseline: BaselineSummary): void;
  cancel(): void;
}

const nothing: BaselinesState = { known: [], chosen: null, drift: null, job: { phase: 'idle' } };

/** The baselines of the page as one log sees them. One job at a time; it goes on when the panel is closed. */
export function useBaselines({ engine, scoreBy, withdraw }: Controller): Baselines {
  const [state, setState] = useState(nothing);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const change = (part: Partial<BaselinesState>) => setState((now) => ({ ...now, ...part }));

  /** Runs `job`, which is cancelled by the next one. */
  async function work(
    what: string,
    job: (onProgress: OnProgress, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    stop.current?.abort();
    const mine = new AbortController();
    stop.current = mine;
    const { signal } = mine;
    change({ job: { phase: 'working', what, share: 0 } });
    const onProgress = ({ done, total }: Progress) => {
      if (!signal.aborted && total > 0) change({ job: { phase: 'working', what, share: done / total } });
    };
    try {
      await job(onProgress, signal);
      if (!signal.aborted) change({ job: { phase: 'idle' } });
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      change({ job: { phase: 'failed', failure: explainError(error) } });
    }
  }

  async function show(chosen: BaselineSummary, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    const known = await engine.baselines();
    if (signal.aborted) return;
    change({ known, chosen, drift: null });
    const drift = await engine.drift(chosen.id, onProgress, signal);
    if (!signal.aborted) change({ drift });
  }

  return {
    ...state,
    async refresh() {
      const known = await engine.baselines().catch(() => []);
      const last = known.at(-1);
      change({ known });
      if (last !== undefined && state.chosen === null && state.job.phase === 'idle') {
        void work(COMPARING, (onProgress, signal) => show(last, onProgress, signal));
      }
    },
    fit: (source, detector, params, what) =>
      void work(what, async (onProgress, signal) =>
        show(await engine.fitBaseline(source, detector, onProgress, signal, params), onProgress, signal),
      ),
    open: (blob, name) =>
      void work(`Opening ${name}`, async (onProgress, signal) =>
        show(await engine.openBaseline(blob, name), onProgress, signal),
      ),
    choose: (baseline) => void work(COMPARING, (onProgress, signal) => show(baseline, onProgress, signal)),
    score: (baseline, onDone) =>
      void work('Scoring this log', async (onProgress, signal) => {
        await engine.detect(baseline.id, onProgress, signal);
        if (signal.aborted) return;
        scoreBy(baseline);
        onDone();
      }),
    save: (baseline) =>
      void work('Saving', async () =>
        saveBlob(await engine.saveBaseline(baseline.id, __VERSION__), modelName(baseline)),
      ),
    discard: (baseline) =>
      void work('Discarding', async (onProgress, signal) => {
        withdraw(baseline.id);
        await engine.discardBaseline(baseline.id);
        const known = await engine.baselines();
        change({ known, chosen: null, drift: null });
        const last = known.at(-1);
        if (last !== undefined) await show(last, onProgress, signal);
      }),
    cancel() {
      stop.current?.abort();
      change({ job: { phase: 'idle' } });
    },
  };
}

type OnProgress = (progress: Progress) => void;

const COMPARING = 'Comparing this log with the baseline';
