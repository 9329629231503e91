import { useEffect, useMemo, useState } from 'react';
import { resolve } from '../../core/selection/clauses.ts';
import type { View } from '../../worker/api.ts';
import { keyOfView } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { BrushSource } from './brushed.ts';
import type { ChartInput } from './strip.tsx';

/** What a chart draws from. */
export interface ChartAnswer<Result> {
  /** Of the selection, what the chart's own brush leaves out included. Null before the first answer. */
  readonly result: Result | null;
  /** Of the whole log, to be drawn behind it. Null when it is the same, or not known. */
  readonly whole: Result | null;
  readonly hasFailed: boolean;
}

/**
 * The engine's answers for a chart over the selection without the clauses of `own`, the brush of the chart; null for one without a brush. `axes` names what else the question depends on.
 * Calls `onPainted` once a new detection is drawn, or cannot be. A brush or threshold that is dragged asks one question at a time,
 * and of those that wait only the newest.
 */
export function useChartAnswer<Result>(
  title: string,
  { run, detection, threshold, selection, following, join, onPainted }: ChartInput,
  own: BrushSource | null,
  ask: (view: View, threshold: number, signal: AbortSignal) => Promise<Result>,
  axes = '',
): ChartAnswer<Result> {
  const detector = detection?.detector ?? null;
  const view = useMemo(() => {
    const where = resolve(selection, ({ source }) => source === own);
    return detector === null ? null : viewOf(detector, where);
  }, [detector, selection, own]);
  // The engine's types say which chart each answer is for; `own` says it here.
  const followed = (own === null ? null : (following?.[own] ?? null)) as Result | null;
  const front = useChart(run, view, threshold, axes, ask, followed !== null);
  // The counts of a log that is larger than memory are of a sample; those of a selection are not.
  const hasWhole = view !== null && view.where.length > 0 && run !== null && run.larger === null;
  // The whole log has the same flows at any threshold.
  const back = useChart(run, hasWhole ? viewOf(view.detector, []) : null, 0, axes, ask, false);
  const answerOf = ({ latest }: typeof front) => {
    const answer = latest?.answer ?? null;
    // Another detector's counts would stand under this one's name.
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
) {
  const isAsking = run !== null && view !== null;
  const key = isAsking ? JSON.stringify([run.id, keyOfView(view), threshold, axes]) : null;
  return useAsk(
    key,
    async (signal) => {
      // After the table's question, which is answered soonest and takes longest to draw.
      await Promise.resolve();
      if (!isAsking) throw new Error('There is no run to ask about');
      return { run: run.id, detector: view.detector, result: await ask(view, threshold, signal) };
    },
    { scope: 'chart', inTransition: true, isHeld },
  );
}

/** What the chart followed a brush with, until the answer about the brush that was left is there: in between it would jump back. */
function useLastFollowed<Result>(followed: Result | null, isAnswered: boolean): Result | null {
  const [last, setLast] = useState<Result | null>(null);
  const next = followed ?? (isAnswered ? null : last);
  if (next !== last) setLast(next);
  return next;
}

function viewOf(detector: string, where: View['where']): View {
  return { detector, where, sort: { by: 'score', descending: true } };
}

/** What stands in a chart's place when it could not be counted. */
export const FAILED = 'This could not be counted. Move the threshold or choose other axes to try again.';
