import { useMemo } from 'react';
import type { Timeline } from '../../worker/api.ts';
import { ChartFigure, type TextTable } from '../charts/chart-figure.tsx';
import { bars, type Picture } from '../charts/picture.ts';
import { countTicks, describeWidth, type Tick, timeTicks } from '../charts/ticks.ts';
import { countOf, formatCount, formatTime } from '../parts/format.ts';
import { shortTime } from '../parts/short-time.ts';
import type { MenuValue } from '../parts/value-menu.tsx';
import { useZone, zoneName, zoneWord } from '../parts/zone.ts';
import { Bars, type Bins } from './bars.tsx';
import { binWords, sumOf } from './bin-words.ts';
import { BrushLayer } from './brush-layer.tsx';
import { predicateOf, spanOf } from './brush-predicate.ts';
import { TIME_BINS } from './chart-bins.ts';
import { type Brushing, boxOf } from './moving-brush.ts';
import overlay from './overlay.module.css';
import type { Span } from './span.ts';
import styles from './strip.module.css';
import type { ChartInput } from './strip.tsx';
import { timeWords } from './time-words.ts';
import { FAILED, useChartAnswer } from './use-chart-answer.ts';

const TITLE = 'Flows over time';
const nothing: Timeline = { start: 0, binSeconds: 1, flows: [], anomalies: [], unset: 0 };

/** The number of flows over time, with anomalies and a brush. */
export function TimeChart(input: ChartInput) {
  const { engine, run, isOpen, mark, selection, fileLabel, notes } = input;
  const isSample = run !== null && run.larger !== null && !selection.some(({ isOn }) => isOn);
  const { result, whole, hasFailed } = useChartAnswer(TITLE, input, 'time', (view, threshold, signal) =>
    engine.timeline(view, threshold, TIME_BINS, signal),
  );
  const timeline = result ?? nothing;
  const zone = useZone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are of the zone that is shown
  const bins = useMemo(() => binsOf(timeline, whole), [timeline, whole, zone]);
  const hasNone = result !== null && timeline.flows.length === 0;
  const brush = useTimeBrush(input, timeline, whole);
  const shown = brush.span ?? { first: 0, end: timeline.flows.length };
  const edges = edgesOf(timeline);
  const words = timeWords(edges[shown.first], edges[shown.end], timeline.binSeconds);
  const markPlace = mark === null ? null : (mark.ts - timeline.start) / (endOf(timeline) - timeline.start);
  return (
    <ChartFigure
      title="Time"
      name={TITLE}
      layout="strip"
      hasTools={isOpen}
      caption={
        result !== null &&
        !hasNone && (
          <>
            <span className={styles.range}>{words.range}</span>
            <span className={styles.date}>
              {words.date}
              {isSample && ', sample'}
            </span>
            <span className={styles.openOnly} title={describeBins(timeline)}>
              {describeBins(timeline)}
            </span>
          </>
        )
      }
      face={hasFailed ? FAILED : hasNone ? 'No flow of this log has a time (ts).' : ''}
      isWaiting={result === null}
      fileName={`${fileLabel}.flows-over-time`}
      picture={() => pictureOf(timeline, notes)}
      table={() => tableOf(timeline)}
    >
      <Bars bins={bins} label={`Flows per ${describeWidth(timeline.binSeconds)}`} isOpen={isOpen}>
        <BrushLayer {...brush} bins={timeline.flows.length}>
          {mark !== null && markPlace !== null && markPlace >= 0 && markPlace <= 1 && (
            <span className={overlay.mark} style={{ left: `${100 * markPlace}%` }} aria-hidden="true">
              <span className={overlay.label} data-side={markPlace > 0.6 ? 'left' : 'right'}>
                {mark.label} {shortTime(mark.ts, run?.span ?? null, 5)}
              </span>
            </span>
          )}
        </BrushLayer>
      </Bars>
    </ChartFigure>
  );
}

function useTimeBrush(
  { selection, onDraft, onCommit, onCancel }: ChartInput,
  timeline: Timeline,
  whole: Timeline | null,
) {
  const { flows, anomalies, binSeconds } = timeline;
  const edges = edgesOf(timeline);
  const clause = selection.find(({ source, isOn }) => source === 'time' && isOn);
  const span = clause === undefined || flows.length === 0 ? null : spanOf(clause.predicate, 'ts', edges);
  const labelOf = ({ first, end }: Span) => timeWords(edges[first], edges[end], binSeconds).range;
  const change = (to: Brushing) => {
    return (next: Span | null) =>
      next === null
        ? to('time', null, '', boxOf([next], [flows.length]))
        : to('time', predicateOf('ts', edges, next), labelOf(next), boxOf([next], [flows.length]));
  };
  return {
    name: 'Time',
    span,
    markValue: (mark: Span): MenuValue => {
      const label = labelOf(mark);
      return { name: 'time', text: label, label, predicate: predicateOf('ts', edges, mark) };
    },
    label: span === null ? '' : countOf(sumOf(flows, span), 'flow'),
    describeBorder: (border: number) => `${borderTime(timeline, border)} ${zoneWord()}`,
    describeBin: (bin: number) =>
      `${timeWords(edges[bin], edges[bin + 1], binSeconds).range}: ${binWords(flows[bin], anomalies[bin], whole?.flows[bin])}`,
    onDraft: change(onDraft),
    onCommit: change(onCommit),
    onCancel: () => onCancel('time'),
  };
}

/** Edges of the bins in epoch seconds. */
function edgesOf({ start, binSeconds, flows }: Timeline): readonly number[] {
  return Array.from({ length: flows.length + 1 }, (_, bin) => start + bin * binSeconds);
}

function endOf({ start, binSeconds, flows }: Timeline): number {
  return start + Math.max(1, flows.length) * binSeconds;
}

/** Caption: bin width, time zone, and the number of flows without a time. */
function describeBins({ binSeconds, flows, unset }: Timeline): string {
  const without = `${countOf(unset, 'flow')} without ts`;
  if (flows.length === 0) return without;
  const width = flows.length === 1 ? 'one moment' : `${describeWidth(binSeconds)} bins`;
  return [`${width}, ${zoneWord()}`, ...(unset > 0 ? [without] : [])].join(', ');
}

function binsOf(timeline: Timeline, whole: Timeline | null): Bins {
  const { start, flows, anomalies } = timeline;
  return {
    whole: whole?.flows ?? [],
    flows,
    anomalies,
    start,
    end: endOf(timeline),
    xTicks: (pixels) => withoutDay(timeline, ticksOf(timeline, pixels / 62)),
    // No label for 0: it would overlap the first label below.
    yTicks: countTicks(Math.max(0, ...(whole?.flows ?? flows))).map((tick) =>
      tick.at === 0 ? { ...tick, label: '' } : tick,
    ),
  };
}

/** The time at a bin border, to the accuracy of the bin width. */
function borderTime({ start, binSeconds }: Timeline, border: number): string {
  const time = formatTime(start + border * binSeconds, binSeconds < 1);
  return binSeconds % 60 === 0 ? time.slice(0, 16) : time;
}

function ticksOf(timeline: Timeline, most: number): Tick[] {
  const { start, flows } = timeline;
  const end = endOf(timeline);
  return flows.length === 1
    ? [{ at: (start + end) / 2, label: borderTime(timeline, 0) }]
    : timeTicks(start, end, Math.max(2, Math.floor(most)));
}

/** The caption has the date, so ticks within one day show only the clock. */
function withoutDay(timeline: Timeline, ticks: readonly Tick[]): readonly Tick[] {
  const [first, last] = [timeline.start, endOf(timeline) - timeline.binSeconds].map((at) =>
    formatTime(at).slice(0, 10),
  );
  if (first !== last) return ticks;
  return ticks.map(({ at, label }) => ({ at, label: label.replace(/^\d\d-\d\d /, '') }));
}

function tableOf(timeline: Timeline): TextTable {
  const { flows, anomalies } = timeline;
  return {
    caption: `Flows by time, ${describeBins(timeline)}`,
    head: ['from', 'flows', 'anomalies'],
    rows: flows.map((count, bin) => [borderTime(timeline, bin), formatCount(count), formatCount(anomalies[bin])]),
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
