import { memo, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Area, AreaChart, Tooltip, XAxis, YAxis } from 'recharts';
import styles from './charts.module.css';
import type { Tick } from './ticks.ts';
import { useSize } from './use-size.ts';

/** Room for the axes around the plot, in pixels; what is laid over the plot uses the same. */
export const PLOT_ROOM = { left: 34, right: 10, top: 6, bottom: 18 };

/** Half a character of a tick's label, in pixels. */
const HALF_CHARACTER = 3;

const tickStyle = { fill: 'var(--muted)', fontSize: 11 };
const tipPosition = { y: 0 };
const tipCursor = { stroke: 'var(--line-strong)' };

/** Two series over bins of equal width, and how to read them. */
export interface Bins {
  /** Heights, one a bin. */
  readonly flows: readonly number[];
  /** Heights of the anomalies among them. */
  readonly anomalies: readonly number[];
  /** Where the first bin starts and the last one ends. */
  readonly start: number;
  readonly end: number;
  /** For a plot that is so many pixels wide. */
  readonly xTicks: (pixels: number) => readonly Tick[];
  readonly yTicks: readonly Tick[];
  /** One bin in words. */
  readonly describe: (bin: number) => string;
}

/** Flows as steps, with the anomalies among them hatched in front; `children` are laid over them. */
export function StepAreas({
  bins,
  label,
  children,
}: {
  readonly bins: Bins;
  readonly label: string;
  readonly children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const isRehearsed = useRehearsal();
  const drawn = bins.flows.length === 0 && isRehearsed ? flat : bins;
  return (
    <div ref={box} className={styles.plot}>
      {width > 0 && height > 0 && <Areas bins={drawn} label={label} width={width} height={height} />}
      {children}
    </div>
  );
}

const REHEARSAL = 400;
const flat: Bins = {
  flows: new Array<number>(60).fill(0),
  anomalies: new Array<number>(60).fill(0),
  start: 0,
  end: 1,
  xTicks: () => [0, 0.5, 1].map((at) => ({ at, label: '' })),
  yTicks: [0, 1].map((at) => ({ at, label: '' })),
  describe: () => '',
};

/** True some time after the chart was mounted: bins without flows are drawn then, so that the first data meet code that has run. */
function useRehearsal(): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setDue, REHEARSAL, true);
    return () => clearTimeout(timer);
  }, []);
  return isDue;
}

/**
 * One path a series, mounted once: only its data change, because mounting a chart takes a tenth of a second of the page's
 * time. Drawn anew for new bins only, not for every step of the threshold.
 */
const Areas = memo(function Areas({
  bins,
  label,
  width,
  height,
}: {
  readonly bins: Bins;
  readonly label: string;
  readonly width: number;
  readonly height: number;
}) {
  const hatch = useId();
  const { start, end, yTicks, describe } = bins;
  const steps = useMemo(() => stepsOf(bins), [bins]);
  const xTicks = useMemo(() => fitting(bins, width - PLOT_ROOM.left - PLOT_ROOM.right), [bins, width]);
  const highest = bins.flows.reduce((most, flows) => Math.max(most, flows), yTicks.at(-1)?.at ?? 1);
  return (
    <AreaChart
      width={width}
      height={height}
      data={steps}
      margin={{ top: PLOT_ROOM.top, right: PLOT_ROOM.right, bottom: 0, left: 0 }}
      accessibilityLayer
      title={label}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--odd-soft)" />
          <rect width="3" height="5" fill="var(--odd)" />
        </pattern>
      </defs>
      <XAxis
        dataKey="x"
        type="number"
        domain={[start, end]}
        allowDataOverflow
        ticks={xTicks.map(({ at }) => at)}
        tickFormatter={(at: number) => xTicks.find((tick) => tick.at === at)?.label ?? ''}
        height={PLOT_ROOM.bottom}
        tickSize={4}
        tickMargin={2}
        interval={0}
        stroke="var(--line-strong)"
        tick={tickStyle}
      />
      <YAxis
        width={PLOT_ROOM.left}
        domain={[0, highest]}
        ticks={yTicks.map(({ at }) => at)}
        tickFormatter={(at: number) => yTicks.find((tick) => tick.at === at)?.label ?? ''}
        tickSize={3}
        interval={0}
        axisLine={false}
        stroke="var(--line-strong)"
        tick={tickStyle}
      />
      <Tooltip
        isAnimationActive={false}
        position={tipPosition}
        cursor={tipCursor}
        content={({ active, label }) => (
          <p className={styles.tip} aria-live="polite">
            {active && typeof label === 'number' && steps.length > 0 ? describe(binAt(bins, label)) : ''}
          </p>
        )}
      />
      <Area
        dataKey="flows"
        type="step"
        stroke="none"
        fill="var(--mark)"
        fillOpacity={1}
        isAnimationActive={false}
        activeDot={false}
      />
      <Area
        dataKey="anomalies"
        type="step"
        stroke="none"
        fill={`url(#${hatch})`}
        fillOpacity={1}
        isAnimationActive={false}
        activeDot={false}
      />
    </AreaChart>
  );
});

interface Step {
  readonly x: number;
  readonly flows: number;
  readonly anomalies: number;
}

/** A point in the middle of each bin, as the path steps half way between points, and one at either end. */
function stepsOf({ flows, anomalies, start, end }: Bins): Step[] {
  if (flows.length === 0) return [];
  const step = (bin: number, x: number) => ({ x, flows: flows[bin], anomalies: anomalies[bin] });
  const width = (end - start) / flows.length;
  return [
    step(0, start),
    ...flows.map((_, bin) => step(bin, start + (bin + 0.5) * width)),
    step(flows.length - 1, end),
  ];
}

function binAt({ flows, start, end }: Bins, x: number): number {
  return Math.min(flows.length - 1, Math.floor(((x - start) / (end - start)) * flows.length));
}

/** Ticks whose words end inside the chart. */
function fitting({ xTicks, start, end }: Bins, pixels: number): readonly Tick[] {
  return xTicks(pixels).filter(({ at, label }) => {
    const place = ((at - start) / (end - start)) * pixels;
    const half = label.length * HALF_CHARACTER;
    return place + half <= pixels + PLOT_ROOM.right && place - half >= -PLOT_ROOM.left;
  });
}
