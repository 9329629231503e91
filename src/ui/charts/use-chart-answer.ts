import { useEffect } from 'react';
import type { View } from '../../worker/api.ts';
import { keyOfView } from '../ask/question-key.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { ChartInput } from './charts.tsx';

/**
 * What the engine answers about the view and threshold at hand, null before its first answer. `axes` names what else the
 * question depends on. Calls `onPainted` once a new detection is drawn, or cannot be. A threshold that is dragged asks one
 * question at a time, and of those that wait only the newest.
 */
export function useChartAnswer<Result>(
  title: string,
  { run, view, detection, threshold, tally, onPainted }: ChartInput,
  ask: (view: View, threshold: number, signal: AbortSignal) => Promise<Result>,
  axes = '',
): { readonly result: Result | null; readonly face: string } {
  const isAsking = run !== null && view !== null && detection !== null;
  const key = isAsking ? JSON.stringify([run.id, keyOfView(view), threshold, axes]) : null;
  const asked = useAsk(
    key,
    async (signal) => {
      // After the table's question, which is answered soonest and takes longest to draw.
      await Promise.resolve();
      return isAsking ? { run: run.id, detector: view.detector, result: await ask(view, threshold, signal) } : null;
    },
    { scope: 'chart', inTransition: true },
  );
  // Another detector's counts would stand under this one's name.
  const answer = asked.latest?.answer ?? null;
  const isOfDetection = answer !== null && answer.run === run?.id && answer.detector === detection?.detector;
  const hasFailed = asked.phase === 'failed';
  const isSettled = hasFailed || isOfDetection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another detection is drawn anew
  useEffect(() => {
    if (isSettled) onPainted(title);
  }, [isSettled, onPainted, title, detection]);
  return {
    result: isOfDetection ? answer.result : null,
    face: faceOf(hasFailed, answer !== null && tally.flows === 0),
  };
}

/** What stands in the chart's place; empty when there is a chart to show. */
function faceOf(hasFailed: boolean, isEmpty: boolean): string {
  if (hasFailed) return 'This could not be counted. Move the threshold or choose other axes to try again.';
  return isEmpty ? 'No flow is in view.' : '';
}
