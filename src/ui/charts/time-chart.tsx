import { useMemo } from 'react';
import type { Timeline } from '../../worker/api.ts';
import { countOf, formatCount, formatTime } from '../parts/format.ts';
import { useZone, zoneName, zoneWord } from '../parts/zone.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import styles from './charts.module.css';
import type { ChartInput } from './charts.tsx';
import { bars, type Picture } from './picture.ts';
import { type Bins, StepAreas } from './step-areas.tsx';
import { countTicks, describeWidth, type Tick, timeTicks } from './ticks.ts';
import { useChartAnswer } from './use-chart-answer.ts';

const BINS = 96;
const TITLE = 'Flows over time';
const nothing: Timeline = { start: 0, binSeconds: 1, flows: [], anomalies: [], unset: 0 };

/** When flows began, and the anomalies among them. */
export function TimeChart(input: ChartInput) {
  const { engine, run, view, fileLabel, notes } = input;
  const isSample = run !== null && run.larger !== null && view?.where.length === 0;
  const { result, face } = useChartAnswer(TITLE, input, (view, threshold, signal) =>
    engine.timeline(view, threshold, BINS, signal),
  );
  const timeline = result ?? nothing;
  const zone = useZone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are of the zone that is shown
  const bins = useMemo(() => binsOf(timeline), [timeline, zone]);
  const hasNone = result !== null && timeline.flows.length === 0;
  return (
    <ChartFigure
      title={TITLE}
      caption={
        result !== null && (
          <>
            <span className={styles.words}>
              {isSample ? `${describeWidth(timeline.binSeconds)} bins, sample` : describeBins(timeline)}
            </span>
            {!hasNone && (
              <>
                <span className={styles.key}>flows</span>
                <span className={styles.key} data-odd="true">
                  anomalies<span className="visually-hidden"> (hatched)</span>
                </span>
              </>
            )}
          </>
        )
      }
      face={hasNone && face === '' ? 'No flow of this log has a time (ts).' : face}
      isWaiting={result === null}
      fileName={`${fileLabel}.flows-over-time`}
      picture={() => pictureOf(timeline, notes)}
      table={() => tableOf(timeline)}
    >
      <StepAreas bins={bins} label={`Flows per ${describeWidth(timeline.binSeconds)}`} />
    </ChartFigure>
  );
}

function endOf({ start, binSeconds, flows }: Timeline): number {
  return start + Math.max(1, flows.length) * binSeconds;
}

/** `15 min bins, UTC` or `local time`; the date where the axis is too short to say it, and what is in no bin. */
function describeBins(timeline: Timeline): string {
  const { start, binSeconds, flows, unset } = timeline;
  const without = `${countOf(unset, 'flow')} without ts`;
  if (flows.length === 0) return without;
  const [first, last] = [start, endOf(timeline) - binSeconds].map((at) => formatTime(at).slice(0, 10));
  const needsDate = binSeconds <= 2 && flows.length > 1 && first === last && !first.startsWith('1970');
  return [
    flows.length === 1 ? `one moment, ${zoneWord()}` : `${describeWidth(binSeconds)} bins, ${zoneWord()}`,
    ...(needsDate ? [first] : []),
    ...(unset > 0 ? [without] : []),
  ].join('; ');
}

function binsOf(timeline: Timeline): Bins {
  const { start, flows, anomalies } = timeline;
  return {
    flows,
    anomalies,
    start,
    end: endOf(timeline),
    xTicks: (pixels) => ticksOf(timeline, pixels / 90),
    yTicks: countTicks(Math.max(0, ...flows)),
    describe: (bin) =>
      `${timeOf(timeline, bin)}: ${countOf(flows[bin], 'flow')}, ${countOf(anomalies[bin], 'anomaly', 'anomalies')}`,
  };
}

/** When a bin starts, as exactly as the bins are wide. */
function timeOf({ start, binSeconds }: Timeline, bin: number): string {
  const time = formatTime(start + bin * binSeconds, binSeconds < 1);
  return binSeconds % 60 === 0 ? time.slice(0, 16) : time;
}

function ticksOf(timeline: Timeline, most: number): Tick[] {
  const { start, flows } = timeline;
  const end = endOf(timeline);
  return flows.length === 1
    ? [{ at: (start + end) / 2, label: timeOf(timeline, 0) }]
    : timeTicks(start, end, Math.max(2, Math.floor(most)));
}

function tableOf(timeline: Timeline): TextTable {
  const { flows, anomalies } = timeline;
  return {
    caption: `Flows by time, ${describeBins(timeline)}`,
    head: ['from', 'flows', 'anomalies'],
    rows: flows.map((count, bin) => [timeOf(timeline, bin), formatCount(count), formatCount(anomalies[bin])]),
  };
}

function pictureOf(timeline: Timeline, notes: readonly string[]): Picture {
  const { start, flows, anomalies } = timeline;
  const end = endOf(timeline);
  const ticks = countTicks(Math.max(0, ...flows));
  const top = ticks[ticks.length - 1].at;
  const height = (count: number) => count / top;
  return {
    title: TITLE,
    notes: [...notes, describeBins(timeline)],
    xLabel: `time (ts), ${zoneName()}`,
    yLabel: 'flows',
    xTicks: ticksOf(timeline, 8).map(({ at, label }) => ({ at: (at - start) / (end - start), label })),
    yTicks: ticks.map(({ at, label }) => ({ at: height(at), label })),
    marks: [...bars(flows.map(height), 'flows'), ...bars(anomalies.map(height), 'anomalies')],
    legend: [
      { fill: 'flows', label: 'flows' },
      { fill: 'anomalies', label: 'anomalies' },
    ],
  };
}
