import { useEffect, useMemo } from 'react';
import type { ScoreHistogram } from '../../worker/api.ts';
import { formatCount, formatScore, formatShare } from '../parts/format.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import type { ChartInput } from './charts.tsx';
import type { Mark, Picture } from './picture.ts';
import { scoreScale } from './score-scale.ts';
import { type Step, StepAreas } from './step-areas.tsx';
import { ThresholdSlider } from './threshold-slider.tsx';
import { logCount, logCountTicks, type Tick } from './ticks.ts';
import { useAnswer } from './use-answer.ts';

const BINS = 60;
const TITLE = 'Score distribution';
const nothing: ScoreHistogram = { scale: 'linear', edges: [0, 1], counts: [], anomalies: [] };

/** How the scores spread, and the threshold among them. */
export function ScoreChart(input: ChartInput) {
  const { engine, detection, view, threshold, tally, onThreshold, onPainted, fileLabel, notes } = input;
  const question = useMemo(
    () => (view === null || detection === null ? null : { view, detection, threshold }),
    [view, detection, threshold],
  );
  const { answer, hasFailed } = useAnswer(question, (asked, signal) =>
    engine.scoreHistogram(asked.view, asked.threshold, BINS, signal),
  );
  const histogram = answer?.result ?? nothing;
  const isDrawn = answer !== null && answer.question.detection === detection;
  useEffect(() => {
    if (isDrawn) onPainted(TITLE);
  }, [isDrawn, onPainted]);

  const scale = scoreScale(histogram);
  const place = scale.toPlace(threshold);
  const share = formatShare(tally.flows === 0 ? 0 : tally.anomalies / tally.flows);
  const above = `${formatCount(tally.anomalies)} above (${share})`;
  const steps = stepsOf(histogram);
  const yTicks = logCountTicks(Math.max(0, ...histogram.counts));
  return (
    <ChartFigure
      title={TITLE}
      caption="log counts"
      state={hasFailed ? 'The scores could not be counted. Move the threshold to try again.' : ''}
      fileName={`${fileLabel}.score-distribution`}
      picture={() => pictureOf(histogram, threshold, notes)}
      table={() => tableOf(histogram)}
    >
      <StepAreas
        steps={steps}
        domain={[0, 1]}
        xTicks={scoreTicks(histogram)}
        yTicks={yTicks}
        label="Flows by score, counts on a logarithmic scale"
      >
        <ThresholdSlider
          place={place}
          label={`${formatScore(threshold)}: ${above}`}
          valueText={`${formatScore(threshold)}, ${formatCount(tally.anomalies)} flows (${share}) above`}
          onMove={(moved) => onThreshold(scale.toScore(moved))}
        />
      </StepAreas>
    </ChartFigure>
  );
}

function stepsOf({ counts, anomalies }: ScoreHistogram): Step[] {
  if (counts.length === 0) return [];
  const steps = counts.map((count, bin) => ({
    x: bin / counts.length,
    flows: logCount(count),
    anomalies: logCount(anomalies[bin]),
  }));
  return [...steps, { ...steps[steps.length - 1], x: 1 }];
}

/** Powers of ten on a logarithmic axis, as many as there is room for, else the two ends. */
function scoreTicks(histogram: ScoreHistogram): Tick[] {
  const { scale, edges } = histogram;
  const [first, last] = [edges[0], edges[edges.length - 1]];
  const { toPlace } = scoreScale(histogram);
  const ticks: Tick[] = [];
  if (scale === 'log') {
    const [low, high] = [Math.ceil(Math.log10(first)), Math.floor(Math.log10(last))];
    const step = Math.max(1, Math.ceil((high - low) / 4));
    for (let power = low; power <= high; power += step) ticks.push({ at: toPlace(10 ** power), label: `1e${power}` });
  }
  if (ticks.length >= 2) return ticks;
  return [
    { at: 0.06, label: formatScore(scoreScale(histogram).toScore(0.06)) },
    { at: 0.92, label: formatScore(scoreScale(histogram).toScore(0.92)) },
  ];
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
  const bar = (values: readonly number[], fill: 'flows' | 'anomalies') =>
    values.flatMap((count, bin): Mark[] =>
      count === 0
        ? []
        : [
            {
              kind: 'box',
              x: bin / values.length,
              y: 0,
              width: 0.9 / values.length,
              height: logCount(count) / top,
              fill,
            },
          ],
    );
  return {
    title: TITLE,
    notes,
    xLabel: scale === 'log' ? 'score, logarithmic' : 'score',
    yLabel: 'flows, logarithmic',
    xTicks: scoreTicks(histogram),
    yTicks: ticks.map(({ at, label }) => ({ at: at / top, label })),
    marks: [
      ...bar(counts, 'flows'),
      ...bar(anomalies, 'anomalies'),
      { kind: 'line', x: scoreScale(histogram).toPlace(threshold), label: `threshold ${formatScore(threshold)}` },
    ],
    legend: [
      { fill: 'flows', label: 'flows' },
      { fill: 'anomalies', label: 'anomalies' },
    ],
  };
}
