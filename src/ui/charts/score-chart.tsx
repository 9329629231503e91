import { useMemo } from 'react';
import type { ScoreHistogram } from '../../worker/api.ts';
import { resultName } from '../model/changed-settings.ts';
import { countOf, formatCount, formatScore, formatShare } from '../parts/format.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import styles from './charts.module.css';
import type { ChartInput } from './charts.tsx';
import { bars, type Picture } from './picture.ts';
import { scoreScale } from './score-scale.ts';
import { type Bins, StepAreas } from './step-areas.tsx';
import { ThresholdSlider } from './threshold-slider.tsx';
import { linearTicks, logCount, logCountTicks, logTicks, type Tick } from './ticks.ts';
import { useChartAnswer } from './use-chart-answer.ts';

const BINS = 60;
const TITLE = 'Score distribution';
const nothing: ScoreHistogram = { scale: 'linear', edges: [0, 1], counts: [], anomalies: [] };

/** How the scores spread, and the threshold among them. */
export function ScoreChart(input: ChartInput) {
  const { engine, run, detection, threshold, moving, isStale, tally, onThreshold, fileLabel, notes } = input;
  const name = run === null || detection === null ? '' : resultName(run, detection);
  const { result, face } = useChartAnswer(TITLE, input, (view, above, signal) =>
    engine.scoreHistogram(view, above, BINS, signal),
  );
  const histogram = result ?? nothing;
  const bins = useMemo(() => binsOf(histogram), [histogram]);
  const scale = scoreScale(histogram);
  const share = formatShare(tally.flows === 0 ? 0 : tally.anomalies / tally.flows);
  const count = formatCount(tally.anomalies);
  return (
    <ChartFigure
      title={TITLE}
      caption={
        <span className={styles.words} title={`${name}, log counts`}>
          {name}, log counts
        </span>
      }
      face={face}
      isWaiting={result === null}
      fileName={`${fileLabel}.score-distribution`}
      picture={() => pictureOf(histogram, threshold, notes)}
      table={() => tableOf(histogram)}
    >
      <StepAreas bins={bins} label="Flows by score, counts on a logarithmic scale">
        <ThresholdSlider
          place={scale.toPlace(moving ?? threshold)}
          isDisabled={isStale}
          label={`${formatScore(threshold)}: ${count} above (${share})`}
          valueText={`${formatScore(threshold)}, ${countOf(tally.anomalies, 'flow')} (${share}) above`}
          onMove={(moved) => onThreshold(scale.toScore(moved))}
        />
      </StepAreas>
    </ChartFigure>
  );
}

/** On an axis from 0 to 1, so that logarithmic and linear scores are drawn alike. */
function binsOf(histogram: ScoreHistogram): Bins {
  const { edges, counts, anomalies } = histogram;
  return {
    flows: counts.map(logCount),
    anomalies: anomalies.map(logCount),
    start: 0,
    end: 1,
    xTicks: (pixels) => scoreTicks(histogram, pixels / 70),
    yTicks: logCountTicks(Math.max(0, ...counts)),
    describe: (bin) =>
      `${formatScore(edges[bin])} to ${formatScore(edges[bin + 1])}: ${countOf(counts[bin], 'flow')}, ${countOf(anomalies[bin], 'anomaly', 'anomalies')}`,
  };
}

function scoreTicks(histogram: ScoreHistogram, most: number): Tick[] {
  const { scale, edges } = histogram;
  const { toPlace } = scoreScale(histogram);
  const ticksOf = scale === 'log' ? logTicks : linearTicks;
  return ticksOf(edges[0], edges[edges.length - 1], most).map(({ at, label }) => ({ at: toPlace(at), label }));
}

function tableOf({ edges, counts, anomalies }: ScoreHistogram): TextTable {
  return {
    caption: 'Flows by score',
    head: ['score from', 'to', 'flows', 'anomalies'],
    rows: counts.map((count, bin) => [
      formatScore(edges[bin]),
      formatScore(edges[bin + 1]),
      formatCount(count),
      formatCount(anomalies[bin]),
    ]),
  };
}

function pictureOf(histogram: ScoreHistogram, threshold: number, notes: readonly string[]): Picture {
  const { counts, anomalies, scale } = histogram;
  const ticks = logCountTicks(Math.max(0, ...counts));
  const top = Math.max(ticks[ticks.length - 1].at, ...counts.map(logCount));
  const height = (count: number) => logCount(count) / top;
  return {
    title: TITLE,
    notes: [...notes, `${counts.length} bins over the scores of all flows`],
    xLabel: scale === 'log' ? 'score, logarithmic' : 'score',
    yLabel: 'flows, logarithmic',
    xTicks: scoreTicks(histogram, 10),
    yTicks: ticks.map(({ at, label }) => ({ at: at / top, label })),
    marks: [
      ...bars(counts.map(height), 'flows'),
      ...bars(anomalies.map(height), 'anomalies'),
      { kind: 'line', x: scoreScale(histogram).toPlace(threshold), label: `threshold ${formatScore(threshold)}` },
    ],
    legend: [
      { fill: 'flows', label: 'flows' },
      { fill: 'anomalies', label: 'anomalies' },
    ],
  };
}
