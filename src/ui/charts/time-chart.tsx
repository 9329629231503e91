import { useEffect, useMemo } from 'react';
import type { Timeline } from '../../worker/api.ts';
import { formatCount, formatTime } from '../parts/format.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import type { ChartInput } from './charts.tsx';
import type { Mark, Picture } from './picture.ts';
import { type Step, StepAreas } from './step-areas.tsx';
import { countTicks, describeWidth, timeTicks } from './ticks.ts';
import { useAnswer } from './use-answer.ts';

const BINS = 96;
const TITLE = 'Flows over time';
const nothing: Timeline = { start: 0, binSeconds: 1, flows: [], anomalies: [], unset: 0 };

/** When flows began, and the anomalies among them. */
export function TimeChart(input: ChartInput) {
  const { engine, detection, view, threshold, onPainted, fileLabel, notes } = input;
  const question = useMemo(
    () => (view === null || detection === null ? null : { view, detection, threshold }),
    [view, detection, threshold],
  );
  const { answer, hasFailed } = useAnswer(question, (asked, signal) =>
    engine.timeline(asked.view, asked.threshold, BINS, signal),
  );
  const timeline = answer?.result ?? nothing;
  const isDrawn = answer !== null && answer.question.detection === detection;
  useEffect(() => {
    if (isDrawn) onPainted(TITLE);
  }, [isDrawn, onPainted]);

  const { start, binSeconds, flows, unset } = timeline;
  const end = start + Math.max(1, flows.length) * binSeconds;
  const largest = Math.max(0, ...flows);
  const caption =
    answer === null
      ? ''
      : `${describeWidth(binSeconds)} bins, UTC${unset > 0 ? `; ${formatCount(unset)} without ts` : ''}`;
  const hasNone = answer !== null && flows.length === 0;
  return (
    <ChartFigure
      title={TITLE}
      caption={
        <>
          {caption}
          <span className="visually-hidden">; hatched: anomalies</span>
        </>
      }
      state={hasFailed ? 'The flows could not be counted.' : hasNone ? 'No flow of this log has a time (ts).' : ''}
      fileName={`${fileLabel}.flows-over-time`}
      picture={() => pictureOf(timeline, notes)}
      table={() => tableOf(timeline)}
    >
      <StepAreas
        steps={stepsOf(timeline)}
        domain={[start, end]}
        xTicks={timeTicks(start, end, 5)}
        yTicks={countTicks(largest)}
        label={`Flows per ${describeWidth(binSeconds)}`}
      />
    </ChartFigure>
  );
}

function stepsOf({ start, binSeconds, flows, anomalies }: Timeline): Step[] {
  if (flows.length === 0) return [];
  const steps = flows.map((count, bin) => ({ x: start + bin * binSeconds, flows: count, anomalies: anomalies[bin] }));
  return [...steps, { ...steps[steps.length - 1], x: start + flows.length * binSeconds }];
}

function tableOf({ start, binSeconds, flows, anomalies }: Timeline): TextTable {
  return {
    caption: `Flows per ${describeWidth(binSeconds)}, UTC`,
    head: ['from', 'flows', 'anomalies'],
    rows: flows.map((count, bin) => [
      formatTime(start + bin * binSeconds, binSeconds < 1),
      formatCount(count),
      formatCount(anomalies[bin]),
    ]),
  };
}

function pictureOf({ start, binSeconds, flows, anomalies }: Timeline, notes: readonly string[]): Picture {
  const end = start + flows.length * binSeconds;
  const ticks = countTicks(Math.max(0, ...flows));
  const top = ticks[ticks.length - 1].at;
  const bar = (values: readonly number[], fill: 'flows' | 'anomalies') =>
    values.flatMap((count, bin): Mark[] =>
      count === 0
        ? []
        : [{ kind: 'box', x: bin / flows.length, y: 0, width: 0.9 / flows.length, height: count / top, fill }],
    );
  return {
    title: TITLE,
    notes: [...notes, `${describeWidth(binSeconds)} bins, UTC`],
    xLabel: 'time (ts), UTC',
    yLabel: 'flows',
    xTicks: timeTicks(start, end, 8).map(({ at, label }) => ({ at: (at - start) / (end - start), label })),
    yTicks: ticks.map(({ at, label }) => ({ at: at / top, label })),
    marks: [...bar(flows, 'flows'), ...bar(anomalies, 'anomalies')],
    legend: [
      { fill: 'flows', label: 'flows' },
      { fill: 'anomalies', label: 'anomalies' },
    ],
  };
}
