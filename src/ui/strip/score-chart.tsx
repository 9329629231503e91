import { useMemo } from 'react';
import type { ScoreHistogram } from '../../worker/api.ts';
import { ChartFigure, type TextTable } from '../charts/chart-figure.tsx';
import { bars, type Picture } from '../charts/picture.ts';
import { linearTicks, logCount, logCountTicks, logTicks, type Tick } from '../charts/ticks.ts';
import { resultName } from '../model/changed-settings.ts';
import { countOf, formatCount, formatScore } from '../parts/format.ts';
import { flaggedShare, hasMultiples, timesTicks, timesWords, topTicks, topWords } from '../parts/score-words.ts';
import { Bars, type Bins } from './bars.tsx';
import { BrushLayer } from './brush-layer.tsx';
import { SCORE_BINS } from './chart-bins.ts';
import { FlagButton } from './flag-button.tsx';
import overlay from './overlay.module.css';
import { scoreScale } from './score-scale.ts';
import styles from './strip.module.css';
import type { ChartInput } from './strip.tsx';
import { ThresholdLine } from './threshold-line.tsx';
import { FAILED, useChartAnswer } from './use-chart-answer.ts';
import { useScoreBrush } from './use-score-brush.ts';
import { useTickScores } from './use-tick-scores.ts';

const TITLE = 'Score distribution';
const nothing: ScoreHistogram = { scale: 'linear', edges: [0, 1], counts: [], anomalies: [] };

/** The score distribution with the threshold and a brush. */
export function ScoreChart(input: ChartInput) {
  const { engine, run, detection, threshold, moving, isStale, isOpen, mark, all, fileLabel, notes } = input;
  const { result, whole, hasFailed } = useChartAnswer(TITLE, input, 'score', (view, above, signal) =>
    engine.scoreHistogram(view, above, SCORE_BINS, signal),
  );
  const { modelThreshold: atContamination } = input;
  const atShares = useTickScores(input);
  const isTimes = detection !== null && atContamination !== null && hasMultiples(detection, atContamination);
  const histogram = result ?? nothing;
  const ticks = useMemo(
    () => unitTicks(histogram, isTimes ? atContamination : null, atShares),
    [histogram, isTimes, atContamination, atShares],
  );
  const bins = useMemo(() => binsOf(histogram, whole, ticks), [histogram, whole, ticks]);
  const scale = scoreScale(histogram);
  const { edges } = histogram;
  const brush = useScoreBrush(input, histogram, whole);
  const shown = moving ?? threshold;
  const name = run === null || detection === null ? '' : resultName(run, detection);
  const share = topWords(flaggedShare(all, input.moving === null ? input.contamination : null));
  const place = isTimes ? timesWords(shown, atContamination) : formatScore(shown);
  return (
    <ChartFigure
      title="Score"
      name={TITLE}
      layout="strip"
      hasTools={isOpen}
      caption={
        <>
          <FlagButton {...input} />
          <span className={styles.openOnly} title={`${name}, log counts`}>
            {name}, log counts
          </span>
        </>
      }
      face={hasFailed ? FAILED : ''}
      isWaiting={result === null}
      fileName={`${fileLabel}.score-distribution`}
      picture={() => pictureOf(histogram, threshold, notes)}
      table={() => tableOf(histogram)}
    >
      <Bars bins={bins} label="Flows by score, counts on a logarithmic scale" isOpen={isOpen}>
        <BrushLayer {...brush} bins={histogram.counts.length}>
          {mark !== null && Number.isFinite(mark.score) && (
            <span className={overlay.mark} style={{ left: `${100 * scale.toPlace(mark.score)}%` }} aria-hidden="true" />
          )}
          {histogram.counts.length > 0 && (
            <ThresholdLine
              edges={edges}
              score={shown}
              place={scale.toPlace(shown)}
              toScore={scale.toScore}
              isDisabled={isStale}
              label={isTimes ? `threshold, ${place.replace('.00', '')}` : `threshold, ${share}`}
              valueText={`${place}${isTimes ? ' threshold of the model' : ''}, ${countOf(all.anomalies, 'flow')} above, ${share}`}
              onMove={input.onThreshold}
            />
          )}
        </BrushLayer>
      </Bars>
    </ChartFigure>
  );
}

/** Bins on an axis from 0 to 1, which draws logarithmic and linear scores equally. */
function binsOf(histogram: ScoreHistogram, whole: ScoreHistogram | null, ticks: readonly Tick[]): Bins {
  const { counts, anomalies } = histogram;
  return {
    whole: whole?.counts.map(logCount) ?? [],
    flows: counts.map(logCount),
    anomalies: anomalies.map(logCount),
    start: 0,
    end: 1,
    xTicks: (pixels) => (ticks.length > 0 ? ticks : rawTicks(histogram, pixels / 70)),
    yTicks: logCountTicks(Math.max(0, ...(whole ?? histogram).counts)),
  };
}

/** Ticks at multiples of the threshold, or at fractions of the flows. Empty if neither is known. */
function unitTicks(
  { edges, counts, scale }: ScoreHistogram,
  threshold: number | null,
  atShares: readonly number[],
): Tick[] {
  if (counts.length === 0) return [];
  const { toPlace } = scoreScale({ edges, scale });
  const [low, high] = [edges[0], edges[edges.length - 1]];
  const ticks = threshold === null ? topTicks(atShares) : timesTicks(low, high, threshold);
  return ticks.filter(({ at }) => at >= low && at <= high).map(({ at, label }) => ({ at: toPlace(at), label }));
}

function rawTicks(histogram: ScoreHistogram, most: number): Tick[] {
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
    xTicks: rawTicks(histogram, 10),
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
