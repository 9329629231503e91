import { useRef } from 'react';
import { Area, AreaChart, XAxis, YAxis } from 'recharts';
import styles from './charts.module.css';
import type { Tick } from './ticks.ts';
import { useSize } from './use-size.ts';

/** Room for the axes around the plot, in pixels; what is laid over the plot uses the same. */
export const PLOT_ROOM = { left: 34, right: 10, top: 6, bottom: 18 };

/** One step: from `x` on, up to the next step's. */
export interface Step {
  readonly x: number;
  readonly flows: number;
  readonly anomalies: number;
}

/**
 * Flows as steps, with the anomalies among them hatched in front. One path a series, mounted once: only its data change,
 * because mounting a chart takes a tenth of a second of the page's time.
 */
export function StepAreas({
  steps,
  domain,
  xTicks,
  yTicks,
  label,
  children,
}: {
  readonly steps: readonly Step[];
  readonly domain: readonly [number, number];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly label: string;
  readonly children?: React.ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const xLabels = new Map(xTicks.map((tick) => [tick.at, tick.label]));
  const yLabels = new Map(yTicks.map((tick) => [tick.at, tick.label]));
  const top = yTicks.at(-1)?.at ?? 1;
  const highest = Math.max(top, ...steps.map(({ flows }) => flows));
  return (
    <div ref={box} className={styles.plot}>
      {width > 0 && height > 0 && (
        <AreaChart
          width={width}
          height={height}
          data={steps as Step[]}
          margin={{ top: PLOT_ROOM.top, right: PLOT_ROOM.right, bottom: 0, left: 0 }}
          accessibilityLayer
          title={label}
        >
          <defs>
            <pattern id="odd-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" fill="var(--odd-soft)" />
              <rect width="3" height="5" fill="var(--odd)" />
            </pattern>
          </defs>
          <XAxis
            dataKey="x"
            type="number"
            domain={domain as [number, number]}
            allowDataOverflow
            ticks={xTicks.map(({ at }) => at)}
            tickFormatter={(at: number) => xLabels.get(at) ?? ''}
            height={PLOT_ROOM.bottom}
            tickSize={4}
            tickMargin={2}
            interval={0}
            stroke="var(--line-strong)"
            tick={{ fill: 'var(--muted)', fontSize: 11 }}
          />
          <YAxis
            width={PLOT_ROOM.left}
            domain={[0, highest]}
            ticks={yTicks.map(({ at }) => at)}
            tickFormatter={(at: number) => yLabels.get(at) ?? ''}
            tickSize={3}
            interval={0}
            axisLine={false}
            stroke="var(--line-strong)"
            tick={{ fill: 'var(--muted)', fontSize: 11 }}
          />
          <Area
            dataKey="flows"
            type="stepAfter"
            stroke="none"
            fill="var(--mark)"
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={false}
          />
          <Area
            dataKey="anomalies"
            type="stepAfter"
            stroke="none"
            fill="url(#odd-hatch)"
            fillOpacity={1}
            isAnimationActive={false}
            activeDot={false}
          />
        </AreaChart>
      )}
      {children}
    </div>
  );
}
