import { memo, useCallback, useEffect, useRef } from 'react';
import type { Detection, Engine, Run, Tally, View } from '../../worker/api.ts';
import { resultName } from '../model/changed-settings.ts';
import { describePredicate } from '../parts/describe-predicate.ts';
import { countOf, formatCount } from '../parts/format.ts';
import type { Axes } from '../workspace/workspace.ts';
import styles from './charts.module.css';
import { DensityChart } from './density-chart.tsx';
import { ScoreChart } from './score-chart.tsx';
import { TimeChart } from './time-chart.tsx';

export interface ChartsProps {
  readonly engine: Engine;
  /** Null before the first log: the charts are mounted then, out of sight, and wait for data. */
  readonly run: Run | null;
  readonly detection: Detection | null;
  readonly view: View | null;
  /** Of the result: all numbers are of it. */
  readonly threshold: number;
  /** Where the user is moving it to, null while they are not. */
  readonly moving: number | null;
  /** Whether another result is on its way: a threshold would be one among other scores. */
  readonly isStale: boolean;
  /** Null when the user moved the threshold. */
  readonly contamination: number | null;
  /** Of the view. */
  readonly tally: Tally;
  /** Value of the open flow on each axis of the detection, null while none is open or known. */
  readonly position: readonly number[] | null;
  readonly fileLabel: string;
  readonly active: boolean;
  /** Of the density map. */
  readonly axes: Axes;
  readonly onAxes: (axes: Axes) => void;
  readonly onThreshold: (value: number) => void;
  /** All three have drawn a new detection. */
  readonly onReady: () => void;
}

export { ScreeChart } from './scree-chart.tsx';

/** What every chart draws from. */
export interface ChartInput extends ChartsProps {
  /** Lines for pictures: file, counts and settings. */
  readonly notes: readonly string[];
  readonly onPainted: (chart: string) => void;
}

/** The three charts over one view and one threshold. Drawn anew only when these change, not with every step of progress. */
export const Charts = memo(function Charts(props: ChartsProps) {
  const onPainted = useAllPainted(props.detection, props.onReady);
  const input: ChartInput = { ...props, notes: notesOf(props), onPainted };
  return (
    <div className={styles.charts}>
      <ScoreChart {...input} />
      <TimeChart {...input} />
      <DensityChart {...input} />
    </div>
  );
});

const CHARTS = 3;

/** Gives a function that each chart calls when it has drawn; after the last, and two frames, `onReady` is called. */
function useAllPainted(detection: Detection | null, onReady: () => void): (chart: string) => void {
  const painted = useRef(new Set<string>());
  const ready = useRef(onReady);
  ready.current = onReady;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new detection has to be drawn anew
  useEffect(() => () => painted.current.clear(), [detection]);
  return useCallback((chart: string) => {
    const { size } = painted.current;
    painted.current.add(chart);
    if (size === CHARTS - 1 && painted.current.size === CHARTS) {
      requestAnimationFrame(() => requestAnimationFrame(() => ready.current()));
    }
  }, []);
}

function notesOf({ run, detection, view, threshold, contamination, tally, fileLabel }: ChartsProps): string[] {
  if (run === null || detection === null || view === null) return [];
  const where = view.where.map(describePredicate);
  const sampled =
    run.larger === null ? '' : `; over time and in the map, a sample of ${countOf(run.larger.sampled, 'flow')}`;
  return [
    `${fileLabel}: ${countOf(tally.flows, 'flow')}${where.length > 0 ? ` of ${formatCount(run.flows)} (${where.join(', ')})` : ''}, ${formatCount(tally.anomalies)} above the threshold${sampled}`,
    `${resultName(run, detection)}; ${contamination === null ? '' : `contamination ${contamination}, `}threshold ${threshold}${contamination === null ? ', moved by hand' : ''}; Oddflow ${__VERSION__}`,
  ];
}
