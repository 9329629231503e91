import { useEffect, useMemo } from 'react';
import type { View } from '../../worker/api.ts';
import type { ChartInput } from './charts.tsx';
import { useAnswer } from './use-answer.ts';

/**
 * What the engine answers about the view and threshold at hand, null before its first answer. `axes` names what else the
 * question depends on. Tells `onPainted` once a new detection is drawn, or cannot be.
 */
export function useChartAnswer<Result>(
  title: string,
  { view, detection, threshold, tally, onPainted }: ChartInput,
  ask: (view: View, threshold: number, signal: AbortSignal) => Promise<Result>,
  axes = '',
): { readonly result: Result | null; readonly face: string } {
  const question = useMemo(
    () => (view === null || detection === null ? null : { view, detection, threshold, axes }),
    [view, detection, threshold, axes],
  );
  const { answer, hasFailed } = useAnswer(question, (asked, signal) => ask(asked.view, asked.threshold, signal));
  const isOfDetection = answer !== null && answer.question.detection === detection;
  const isSettled = hasFailed || isOfDetection;
  useEffect(() => {
    if (isSettled) onPainted(title);
  }, [isSettled, onPainted, title]);
  // Another detector's counts would stand under this one's name.
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
