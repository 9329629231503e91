import { useEffect, useMemo, useState } from 'react';
import { type Clause, resolve } from '../../core/selection/clauses.ts';
import type { Run, View } from '../../worker/api.ts';
import type { NextView } from '../ask/ahead.ts';
import { keyOfView } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { BrushSource } from './brushed.ts';
import type { ChartInput } from './strip.tsx';

/** The data of a chart. */
export interface ChartAnswer<Result> {
  /** Counts of the selection without the chart's own brush. Null before the first answer. */
  readonly result: Result | null;
  /** Counts of the whole log, drawn behind. Null if equal or unknown. */
  readonly whole: Result | null;
  readonly hasFailed: boolean;
}

/**
 * The engine's answers for a chart. The selection excludes the clauses of `own`, the chart's own brush; null for a
 * chart without one. `axes` are further inputs of the question. Calls `onPainted` once a new detection is drawn or
 * cannot be drawn. During a drag one question is sent at a time, then the newest waiting one.
 */
export function useChartAnswer<Result>(
  title: string,
  { run, detection, threshold, modelThreshold, selection, following, join, onPainted }: ChartInput,
  own: BrushSource | null,
  ask: (view: View, threshold: number, signal: AbortSignal) => Promise<Result>,
  axes = '',
): ChartAnswer<Result> {
  const detector = detection?.detector ?? null;
  const view = useMemo(
    () => (detector === null ? null : viewIn(detector, selection, modelThreshold ?? Number.NaN, own)),
    [detector, selection, modelThreshold, own],
  );
  // `following` has an answer for each chart; `own` selects this chart's.
  const followed = (own === null ? null : (following?.[own] ?? null)) as Result | null;
  const front = useChart(run, view, threshold, axes, ask, followed !== null, (next) =>
    viewIn(next.view.detector, next.selection, next.modelThreshold, own),
  );
  // For an out-of-core log, counts of the whole log are from a sample and cannot be compared with counts of a
  // selection.
  const hasWhole = view !== null && view.where.length > 0 && run !== null && run.larger === null;
  // Flows of the whole log do not depend on the threshold.
  const back = useChart(run, hasWhole ? viewOf(view.detector, []) : null, 0, axes, ask, false, null);
  const answerOf = ({ latest }: typeof front) => {
    const answer = latest?.answer ?? null;
    // Never shows another detector's counts.
    return answer !== null && answer.run === run?.id && answer.detector === detector ? answer : null;
  };
  const answer = answerOf(front);
  const hasFailed = front.phase === 'failed';
  const shown = useLastFollowed(followed, front.phase === 'ready') ?? answer?.result ?? null;
  const isSettled = hasFailed || answer !== null;
  useEffect(() => join(title), [join, title]);
  useEffect(() => {
    if (isSettled && detection !== null) onPainted(title, detection);
  }, [isSettled, onPainted, title, detection]);
  return {
    result: shown,
    whole: hasWhole ? (answerOf(back)?.result ?? null) : null,
    hasFailed,
  };
}

function useChart<Result>(
  run: ChartInput['run'],
  view: View | null,
  threshold: number,
  axes: string,
  ask: (view: View, threshold: number, signal: AbortSignal) => Promise<Result>,
  isHeld: boolean,
  /** The view for another selection, null if this question does not depend on the selection. */
  viewFor: ((next: NextView) => View) | null,
) {
  const question = (of: Run, about: View, above: number) => ({
    key: JSON.stringify([of.id, keyOfView(about), above, axes]),
    ask: async (signal: AbortSignal) => {
      // Sends this question after the table's, which is answered fastest and takes longest to draw.
      await Promise.resolve();
      return { run: of.id, detector: about.detector, result: await ask(about, above, signal) };
    },
  });
  const asked = run !== null && view !== null ? question(run, view, threshold) : { key: null, ask: noRun };
  return useAsk(asked.key, asked.ask, {
    scope: 'chart',
    inTransition: true,
    isHeld,
    ahead: (next) => (viewFor === null ? null : question(next.run, viewFor(next), next.threshold)),
  });
}

async function noRun(): Promise<never> {
  throw new Error('There is no run to ask about');
}

/** The last draft counts, kept until the answer for the final brush arrives: otherwise the chart would jump back. */
function useLastFollowed<Result>(followed: Result | null, isAnswered: boolean): Result | null {
  const [last, setLast] = useState<Result | null>(null);
  const next = followed ?? (isAnswered ? null : last);
  if (next !== last) setLast(next);
  return next;
}

/** All flows that a chart counts: its own brush excludes none. */
function viewIn(detector: string, selection: readonly Clause[], modelThreshold: number, own: BrushSource | null): View {
  return viewOf(
    detector,
    resolve(selection, modelThreshold, ({ source }) => source === own),
  );
}

function viewOf(detector: string, where: View['where']): View {
  return { detector, where, sort: { by: 'score', descending: true } };
}

/** Text in place of a chart that could not be counted. */
export const FAILED = 'This could not be counted. Move the threshold or choose other axes to try again.';
