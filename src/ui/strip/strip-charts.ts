import type { ComponentType } from 'react';
import { DensityChart } from './density-chart.tsx';
import { ScoreChart } from './score-chart.tsx';
import type { ChartInput } from './strip.tsx';
import { TimeChart } from './time-chart.tsx';

/** A chart of the strip. To add one: a file with its view, and its line below (`docs/adding-to-the-page.md`). */
export interface StripChart {
  readonly id: string;
  /** Whether it is there only while the charts are open. */
  readonly needsHeight: boolean;
  /** Draws what `useChartAnswer` gives it: the strip is ready when every chart in sight has drawn. */
  readonly View: ComponentType<ChartInput>;
}

/** The charts, from left to right. */
export const stripCharts: readonly StripChart[] = [
  { id: 'score', needsHeight: false, View: ScoreChart },
  { id: 'time', needsHeight: false, View: TimeChart },
  { id: 'density', needsHeight: true, View: DensityChart },
];
