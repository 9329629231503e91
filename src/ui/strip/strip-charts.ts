import type { ComponentType } from 'react';
import { DensityChart } from './density-chart.tsx';
import { ScoreChart } from './score-chart.tsx';
import type { ChartInput } from './strip.tsx';
import { TimeChart } from './time-chart.tsx';

/** A chart of the strip. To add one: a file with its view, and its line below (`docs/adding-to-the-page.md`). */
export interface StripChart {
  readonly id: string;
  /** Whether it is mounted only while the charts are open. */
  readonly needsHeight: boolean;
  /** Draws the answer of `useChartAnswer`. The strip is ready when every visible chart has drawn. */
  readonly View: ComponentType<ChartInput>;
}

/** The charts, left to right. */
export const stripCharts: readonly StripChart[] = [
  { id: 'score', needsHeight: false, View: ScoreChart },
  { id: 'time', needsHeight: false, View: TimeChart },
  { id: 'density', needsHeight: true, View: DensityChart },
];
